#compdef fourminds-rds
# Completion of fourminds-rds in zsh: put this file into a folder of $fpath under the name _fourminds-rds, or source it.
_fourminds_rds() {
    local line
    local -a names descriptions
    for line in "${(@f)$("${words[1]}" complete -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
        [[ -n "$line" ]] || continue
        names+=("${line%%$'\t'*}")
        descriptions+=("${line/$'\t'/  -- }")
    done
    if (( $#names )); then
        compadd -l -d descriptions -- "${names[@]}"
    else
        _files
    fi
}
if [ "$funcstack[1]" = "_fourminds-rds" ]; then
    _fourminds_rds "$@"
else
    compdef _fourminds_rds fourminds-rds
fi
