"""The one palette of every drawing: mist, jade, indigo, persimmon and paper."""

PAPER = "#f8f1e4"
CREAM = "#fbe9cf"
HONEY = "#f6cf94"
PEACH = "#f3b992"
BLOSSOM = "#ec9aa6"
PERSIMMON = "#e0662a"
PERSIMMON_DEEP = "#b5441c"
PERSIMMON_LIGHT = "#f59a4d"
BRICK = "#8f4a38"
EARTH = "#6b4a3c"
BARK = "#3a2d33"
MIST = "#dfe7e3"
MIST_BLUE = "#b7cbcb"
HAZE = "#8fb0b0"
JADE_PALE = "#a9cbc0"
JADE = "#4f918a"
JADE_DEEP = "#1f5f60"
LEAF = "#7c9a5e"
LEAF_DEEP = "#3f6a55"
LEAF_WARM = "#b3a552"
INDIGO_SOFT = "#41587f"
INDIGO = "#24365c"
INDIGO_DEEP = "#182544"
NIGHT = "#101a33"


def mix(first: str, second: str, share: float) -> str:
    """Return the colour `share` of the way from first to second.

    Plain arithmetic on the channels, so that every machine writes the same bytes.
    """
    channels = []
    for start in (1, 3, 5):
        a = int(first[start : start + 2], 16)
        b = int(second[start : start + 2], 16)
        channels.append(round(a + (b - a) * share))
    return "#" + "".join(f"{channel:02x}" for channel in channels)
