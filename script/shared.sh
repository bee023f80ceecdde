# What the scripts beside this one share; read by them, never run alone.
# Whoever reads it stands at the top of the repository.

# The lines at the top of the script that is run, but for the first.
usage() {
    sed -n '2,/^[^#]/s/^# \{0,1\}//p' "script/$(basename "$0")" >&2
    exit 2
}

# Ends where AIKI_DATA names no folder.
need_data() {
    [ -n "${AIKI_DATA:-}" ] && return
    echo "AIKI_DATA is not set; see the top of ${0}." >&2
    exit 2
}

# The program, built where it is not: its path in $aiki.
need_program() {
    aiki=$PWD/.build/release/aiki
    [ -x "$aiki" ] || swift build -c release --product aiki >&2
}

# install_file FILE NAME: copies a trained file into AIKI_HOME (~/.aiki), whole or not at all.
install_file() {
    [ -e "$1" ] || { echo "There is no $1 yet: $0 train makes it." >&2; exit 1; }
    local home=${AIKI_HOME:-$HOME/.aiki}
    mkdir -p -m 700 "$home"
    cp "$1" "$home/.$2.tmp"
    mv "$home/.$2.tmp" "$home/$2"
    echo "Installed $home/$2."
}
