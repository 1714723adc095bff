"""What is done with a built site: telling others of it. Nothing here runs in a build."""
