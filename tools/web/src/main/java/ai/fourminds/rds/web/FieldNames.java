package ai.fourminds.rds.web;

import ai.fourminds.rds.cli.failure.Fault;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces the command's options, in what an export reports, by the names of fields in the form or the API. Immutable.
 *
 * @param names the fields' names, by option
 */
record FieldNames(Map<String, String> names) {
    /** The labels of the form. */
    static final FieldNames FORM = new FieldNames(Map.ofEntries(
            Map.entry("--max-rows", "'Rows per table at most'"),
            Map.entry("--timeout", "'Seconds per table'"),
            Map.entry("--jobs", "'Connections at the same time'"),
            Map.entry("--format jsonl", "'JSON lines'"),
            Map.entry("--null-text", "'What NULL is written as'"),
            Map.entry("--guard-formulas", "'Prefix cells that spreadsheets would take for formulas'"),
            Map.entry("--load-script", "'Scripts that load the files'"),
            Map.entry("--columns", "'Choose for each ticked table'"),
            Map.entry("--exclude-columns", "'Columns to leave out'"),
            Map.entry("--where", "'Rows that meet this condition'"),
            Map.entry("--sample", "'Rows drawn at random'"),
            Map.entry("--query", "'Columns to leave out'"),
            Map.entry("--resume", "'Retry what is missing'"),
            Map.entry("another folder", "another 'Folder'")));
    /** The members of the API's JSON. */
    static final FieldNames API = new FieldNames(Map.ofEntries(
            Map.entry("--max-rows", "\"maxRows\""),
            Map.entry("--timeout", "\"timeoutSeconds\""),
            Map.entry("--jobs", "\"jobs\""),
            Map.entry("--format jsonl", "\"format\": \"jsonl\""),
            Map.entry("--null-text", "\"nullText\""),
            Map.entry("--guard-formulas", "\"guardFormulas\""),
            Map.entry("--load-script", "\"loadScripts\""),
            Map.entry("--include", "\"include\""),
            Map.entry("--exclude", "\"exclude\""),
            Map.entry("--columns", "\"columns\""),
            Map.entry("--exclude-columns", "\"excludeColumns\""),
            Map.entry("--where", "\"where\""),
            Map.entry("--sample", "\"sample\""),
            Map.entry("--query", "\"excludeColumns\""),
            Map.entry("another folder", "another \"folder\"")));

    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*+(?: jsonl)?(?! in place of)");
    /** Remedies that the page does not offer: it overwrites nothing, and resumes with the same arguments. */
    private static final Pattern ANEW =
            Pattern.compile("(?:Repeat its arguments, or start|Start) anew with --overwrite or another folder");

    private static final Pattern ADD = Pattern.compile("Add --.* or name (?=another folder with --out)");
    private static final Pattern OUT = Pattern.compile("another folder with --out");

    /** Copies the map. */
    FieldNames {
        names = Map.copyOf(names);
    }

    /** Returns the fault with these names. */
    Fault in(Fault fault) {
        return new Fault(
                fault.exit(), fault.code(), fault.sqlState(), in(fault.headline()), fault.detail(), in(fault.remedy()));
    }

    /** Returns the text with these names. */
    String in(String text) {
        String folder = names.getOrDefault("another folder", "");
        String anew = ANEW.matcher(text).replaceAll("Export into " + folder);
        String other = OUT.matcher(ADD.matcher(anew).replaceAll("Name ")).replaceAll(folder);
        return OPTION.matcher(other.replace(" with --exclude.", "."))
                .replaceAll(option -> Matcher.quoteReplacement(names.getOrDefault(option.group(), option.group())));
    }
}
