# Completion of fourminds-rds in bash: source this file, or put it into bash-completion's folder.
_fourminds_rds() {
    local word candidates
    COMPREPLY=()
    mapfile -t candidates < <("${COMP_WORDS[0]}" complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
    for word in "${candidates[@]}"; do
        COMPREPLY+=("$(printf '%q' "${word%%$'\t'*}")")
    done
}
complete -o default -o nosort -F _fourminds_rds fourminds-rds
