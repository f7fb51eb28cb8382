# Completion of fourminds-rds in fish: put this file into ~/.config/fish/completions/ under the name fourminds-rds.fish.
function __fourminds_rds_complete
    set -l words (commandline -opc)
    set -l candidates ($words[1] complete -- $words[2..-1] (commandline -ct) 2>/dev/null)
    if test (count $candidates) -gt 0
        printf '%s\n' $candidates
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c fourminds-rds -f -a '(__fourminds_rds_complete)'
