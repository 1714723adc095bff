# What is done on the web server. POSIX sh: any Unix can run it.
#
# It comes over the connection, which may break at any byte. So everything is in functions, and the
# call of the last line is all that does something: half a script is an error, never half a deed.
# Before it stand assignments: root (the target's folder), token (of this run), flush (a command
# that returns when all is on the disk) and theme (where styles are, in a site).
#
# Answers are lines: a word, a space, a value.

export LC_ALL=C
umask 022

enter() {
    cd -- "$root" 2>/dev/null || { echo "absent $root"; exit 0; }
}

# The release that `current` leads to, or nothing.
shown() {
    if [ -L current ]; then basename -- "$(readlink current)"; fi
}

# What is there; changes nothing.
look() {
    command -v rsync >/dev/null 2>&1 || echo "lacks rsync"
    enter
    if [ -e current ] && [ ! -L current ]; then echo "blocked current"; fi
    echo "current $(shown)"
    if [ -d releases ]; then
        for each in releases/*.json; do
            name=$(basename -- "$each" .json)
            if [ -d "releases/$name" ]; then echo "release $name"; fi
        done
    fi
}

# The bytes of a file, after a line that says that they follow.
send() {
    enter
    if [ -f "$1" ]; then echo "bytes"; cat -- "$1"; else echo "none"; fi
}

# Keep others out until the connection ends; each line that comes is a sign of life. Assigned
# before: who (for people), minutes (without a sign of life, after which a run is dead), tries.
hold() {
    command -v rsync >/dev/null 2>&1 || { echo "lacks rsync"; exit 0; }
    if [ -e "$root/current" ] && [ ! -L "$root/current" ]; then echo "blocked current"; exit 0; fi
    mkdir -p -- "$root/releases" && cd -- "$root" || exit 3
    until mkdir .quangba-lock 2>/dev/null; do
        [ -d .quangba-lock ] || exit 3
        if [ -n "$(find .quangba-lock -prune -mmin +"$minutes")" ]; then
            # Only one run can rename it.
            mv .quangba-lock ".quangba-lock-$token" && rm -rf ".quangba-lock-$token"
            continue
        fi
        tries=$((tries - 1))
        if [ "$tries" -le 0 ]; then
            echo "taken $(cat .quangba-lock/who 2>/dev/null)"
            exit 0
        fi
        sleep 1
    done
    trap leave EXIT
    trap 'exit 1' HUP INT TERM PIPE
    : > ".quangba-lock/$token" && printf '%s\n' "$who" > .quangba-lock/who || exit 3
    echo "held"
    while read -r _; do
        [ -e ".quangba-lock/$token" ] || exit 4
        touch .quangba-lock
    done
}

# A step that is still at work goes on without us, and removes the lock then.
leave() {
    [ -e ".quangba-lock/$token" ] || return 0
    if [ -e .quangba-lock/busy ]; then : > .quangba-lock/left; else rm -rf .quangba-lock; fi
}

ours() {
    enter
    alone
    : > .quangba-lock/busy
    trap rest EXIT
    trap 'exit 1' HUP INT TERM PIPE
}

alone() {
    [ -e ".quangba-lock/$token" ] || { echo "lost"; exit 0; }
}

rest() {
    [ -e ".quangba-lock/$token" ] || return 0
    rm -f .quangba-lock/busy
    if [ -e .quangba-lock/left ]; then rm -rf .quangba-lock; fi
}

# What runs that were stopped have left, and the folder that is to be filled. Never the same one
# again: an rsync whose own run is dead may still be writing there. But what it has is not sent
# again: files of `part` are linked.
begin() {
    ours
    rm -rf releases/.old-* releases/.names-* releases/.json-* .quangba-lock-*
    for each in .current-*; do if [ -L "$each" ]; then rm -f -- "$each"; fi; done
    for each in releases/*.json; do
        if is_label "$(basename -- "$each" .json)" && [ ! -d "${each%.json}" ]; then
            rm -f -- "$each"
        fi
    done
    for each in releases/.new-*; do
        [ -d "$each" ] && [ ! -L "$each" ] || continue
        rm -rf releases/.part
        mv "$each" releases/.part
    done
    mkdir "releases/.new-$token" || exit 3
    if [ -d releases/.part ]; then echo "part"; fi
    echo "begun"
}

is_label() {
    case $1 in
        [0-9]*-*T*Z-????????????) return 0 ;;
        *) return 1 ;;
    esac
}

# Compare a folder with the lines of `sums`, which is given with the script; names the first file
# that is another.
verify() {
    if command -v sha256sum >/dev/null 2>&1; then
        tool='sha256sum'
    elif command -v shasum >/dev/null 2>&1; then
        tool='shasum -a 256'
    else
        echo "lacks sha256sum"
        return 0
    fi
    wrong=$(cd -- "$1" && sums | $tool -c - 2>/dev/null | grep -v ': OK$' | head -n 1)
    if [ -n "$wrong" ]; then echo "spoilt ${wrong%: *}"; exit 0; fi
}

# Link files of a release (`carried` is given with the script) that the next one has no more.
carry() {
    carried | while IFS= read -r path; do
        if [ -f "releases/$1/$path" ] && [ ! -e "releases/.new-$token/$path" ]; then
            mkdir -p -- "$(dirname -- "releases/.new-$token/$path")"
            ln -- "releases/$1/$path" "releases/.new-$token/$path" ||
                cp -p -- "releases/$1/$path" "releases/.new-$token/$path"
        fi
    done
}

# A whole copy, with its manifest (`manifest` is given with the script), gets its name last.
finish() {
    verify "releases/.new-$token"
    manifest > releases/.json-0 || exit 3
    chmod 755 "releases/.new-$token"
    $flush 2>/dev/null
    alone
    mv releases/.json-0 "releases/$1.json" || exit 3
    mv "releases/.new-$token" "releases/$1" || exit 3
    rm -rf releases/.part
}

# `current` in one step, by whatever this system has for that.
switch() {
    rm -f .current-0
    ln -s "releases/$1" .current-0 || exit 3
    if mv -fT .current-0 current 2>/dev/null; then :
    elif mv -fh .current-0 current 2>/dev/null; then :
    elif perl -e 'rename $ARGV[0], $ARGV[1] or exit 1' .current-0 current 2>/dev/null; then :
    elif python3 -c 'import os, sys; os.replace(*sys.argv[1:])' .current-0 current 2>/dev/null; then :
    else
        rm -f .current-0
        ln -sfn "releases/$1" current || exit 3
        echo "lacks rename"
    fi
    [ "$(shown)" = "$1" ] || exit 3
    echo "shown $1"
}

# Delete a release, unless somebody has put something into it.
prune() {
    [ -d "releases/$1" ] && [ "$(shown)" != "$1" ] || return 0
    sed -n 's/^"\(.*\)": "[0-9a-f]*",\{0,1\}$/.\/\1/p' "releases/$1.json" > releases/.names-0
    alien=$(cd "releases/$1" && find . ! -type d | grep -vxFf ../.names-0 |
        grep -v "^\./$theme/.*\.[0-9a-f]\{8,64\}\.[a-z0-9]*\$" | head -n 1)
    rm -f releases/.names-0
    if [ -n "$alien" ]; then echo "stays $1 $alien"; return 0; fi
    mv "releases/$1" "releases/.old-$1" && rm -f "releases/$1.json" && rm -rf "releases/.old-$1"
}
