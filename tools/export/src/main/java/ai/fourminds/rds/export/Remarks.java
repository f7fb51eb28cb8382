package ai.fourminds.rds.export;

import ai.fourminds.rds.plugin.export.ExportResult;
import java.util.List;

/** Phrases for an engine's remarks on an export. Stateless and thread-safe. */
public final class Remarks {
    private Remarks() {}

    /** Returns one phrase per remark, in a fixed order. */
    public static List<String> of(ExportResult result) {
        return result.remarks().stream().sorted().map(Remarks::phrase).toList();
    }

    private static String phrase(ExportResult.Remark remark) {
        return switch (remark) {
            case ROW_SECURITY -> "row security: only the rows that this user may see";
            case COLUMN_PRIVILEGES -> "column privileges: only the columns that this user may read";
            case LATER_SNAPSHOT -> "read in a later snapshot, because a table had been changed since the export began";
            case UNKNOWN_ENCODING -> "bytes that the database's encoding does not explain were read as ISO 8859-1";
            case WITHOUT_CHILDREN ->
                "without the rows of tables that inherit from it, which are exported as tables of their own";
            case FEWER_CONNECTIONS ->
                "whole, but read through fewer connections than --jobs allows: one was refused, or a lock was in its way";
        };
    }
}
