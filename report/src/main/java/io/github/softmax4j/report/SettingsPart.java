package io.github.softmax4j.report;

import static j2html.TagCreator.code;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.pre;

import io.github.softmax4j.model.TrainingSummary;
import io.github.softmax4j.progress.StopReason;
import j2html.tags.DomContent;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** With what, where and when it was trained, and what makes it again. */
final class SettingsPart {
    private static final int LONGEST_VALUE = 400;

    private SettingsPart() {}

    static Part of(Report report) {
        var content = new ArrayList<DomContent>();
        content.add(settings(report));
        content.add(circumstances(report));
        Map<String, String> job = report.model().training().job();
        if (!job.isEmpty()) {
            content.add(
                    Pieces.more("What the program was told, and what it took where it was told nothing", told(job)));
        }
        report.command().ifPresent(line -> {
            content.add(h3("What makes it again"));
            content.add(pre(code(line)));
        });
        return Part.of("settings", "Settings", content.toArray(DomContent[]::new));
    }

    private static DomContent told(Map<String, String> job) {
        var table = new Table("Job", "flag", "value");
        job.forEach((flag, value) -> table.line(Shown.name(flag), Shown.cut(value, LONGEST_VALUE)));
        return table.content();
    }

    private static DomContent settings(Report report) {
        var table = new Table("Settings of the training", "setting", "value");
        for (Map.Entry<String, String> entry :
                parts(report.model().training().settings()).entrySet()) {
            table.line(entry.getKey(), Shown.cut(entry.getValue(), LONGEST_VALUE));
        }
        return table.content();
    }

    /** Of a record, name[a=1, b=[2, 3]], the components; of any other text the whole. */
    static Map<String, String> parts(String text) {
        int open = text.indexOf('[');
        if (open < 0 || !text.endsWith("]")) {
            return Map.of("all", text);
        }
        var parts = new LinkedHashMap<String, String>();
        int depth = 0;
        int begin = open + 1;
        for (int i = begin; i < text.length(); i++) {
            char sign = text.charAt(i);
            depth += sign == '[' || sign == '{' ? 1 : sign == ']' || sign == '}' ? -1 : 0;
            boolean isEnd = i == text.length() - 1 || (depth == 0 && text.startsWith(", ", i));
            if (isEnd) {
                String part = text.substring(begin, i);
                int equals = part.indexOf('=');
                parts.put(equals < 0 ? part : part.substring(0, equals), equals < 0 ? "" : part.substring(equals + 1));
                begin = i + 2;
            }
        }
        return parts;
    }

    private static DomContent circumstances(Report report) {
        TrainingSummary training = report.model().training();
        var table = new Table("With what, where and when", "what", "value");
        boolean isImported = training.convergence().stopReason() == StopReason.IMPORTED;
        var facts = new ArrayList<>(isImported ? ofImport(report) : ofTraining(report));
        facts.addAll(report.facts());
        facts.forEach(fact -> table.line(Shown.name(fact.getKey()), Shown.cut(fact.getValue(), LONGEST_VALUE)));
        return table.content();
    }

    private static List<Map.Entry<String, String>> ofTraining(Report report) {
        TrainingSummary training = report.model().training();
        return List.of(
                Map.entry("Solver", training.solver()),
                numberType(report),
                Map.entry("Softmax4J", training.version()),
                Map.entry("Backend", training.backend()),
                Map.entry("Finished", time(training)),
                Map.entry(
                        "Time of the descent",
                        Numbers.seconds(training.convergence().seconds())),
                Map.entry("Fingerprint of the rows", training.dataFingerprint()));
    }

    /** What a training tells is not known. */
    private static List<Map.Entry<String, String>> ofImport(Report report) {
        TrainingSummary training = report.model().training();
        return List.of(
                Map.entry("Solver", training.solver()),
                numberType(report),
                Map.entry("Softmax4J", training.version()),
                Map.entry("Imported", time(training)));
    }

    private static Map.Entry<String, String> numberType(Report report) {
        return Map.entry("Number type", report.model().type().name().toLowerCase(Locale.ROOT));
    }

    private static String time(TrainingSummary training) {
        return DateTimeFormatter.ISO_INSTANT.format(training.finishedAt().truncatedTo(ChronoUnit.SECONDS));
    }
}
