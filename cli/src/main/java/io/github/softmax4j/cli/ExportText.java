package io.github.softmax4j.cli;

import io.github.softmax4j.export.ExportReport;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What was written and how it was checked, in words and in JSON.
 *
 * @param report of the library
 */
record ExportText(ExportReport report) {
    Map<String, Object> json() {
        var object = new LinkedHashMap<String, Object>();
        object.put("to", report.file().toString());
        object.put("description", report.description());
        object.put("computesIn", precision());
        report.check().ifPresent(check -> object.put("check", compared(check)));
        object.put("warnings", report.warnings());
        return object;
    }

    private static Map<String, Object> compared(ExportReport.Check check) {
        var object = new LinkedHashMap<String, Object>();
        object.put("reader", check.reader());
        object.put("rows", check.rows());
        object.put("givenRows", check.givenRows());
        object.put("refused", check.refused());
        object.put("largestDifference", check.largestDifference());
        object.put("allowed", check.allowed());
        return object;
    }

    private String precision() {
        return report.inFloat() ? "float" : "double";
    }

    String text() {
        return "written   " + Printable.line(report.file().toString()) + ": "
                + Printable.line(report.description()) + "; computes in "
                + precision() + "\nchecked   "
                + report.check().map(ExportText::words).orElse("not at all");
    }

    private static String words(ExportReport.Check check) {
        String given = check.givenRows() == 0 ? "" : ", " + check.givenRows() + " of them yours";
        return String.format(
                Locale.ROOT,
                "%d rows%s, by %s: probabilities differ by at most %.1e; the model and the file refuse the same %d",
                check.rows(),
                given,
                check.reader(),
                check.largestDifference(),
                check.refused());
    }
}
