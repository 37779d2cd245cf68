package io.github.softmax4j.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.LogRecord;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** What the program says beside its result: a line on standard error, as text or in JSON, and in the log. */
final class Messages {
    private static volatile boolean areJson;

    private Messages() {}

    /** From now on, until the next run. */
    static void setJson(boolean json) {
        areJson = json;
    }

    /** What was done. */
    static void note(String text) {
        Logs.note(text);
        print("note", text, text);
    }

    static void warning(String text) {
        Logs.warning(text);
        print("warning", "warning: " + text, text);
    }

    /** What ends the program. */
    static void error(String text) {
        Logs.error(text);
        print("error", "softmax4j: " + text, text);
    }

    private static void print(String event, String line, String text) {
        if (areJson) {
            var object = new LinkedHashMap<String, Object>();
            object.put("event", event);
            object.put("message", text);
            event(object);
        } else {
            System.err.println(Printable.line(line));
        }
    }

    /** A line of JSON, whose numbers that are not defined are null, and which has nothing that a terminal obeys. */
    static void event(Map<String, Object> object) {
        JsonMapper mapper =
                JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
        System.err.println(mapper.writeValueAsString(JsonNumbers.valid(object)));
    }

    /** A record of the log that is shown. */
    static void log(LogRecord logged) {
        String level = Logs.levelOf(logged);
        String message = Logs.messageOf(logged);
        if (areJson) {
            var object = new LinkedHashMap<String, Object>();
            object.put("event", "log");
            object.put("level", level);
            object.put("message", message);
            event(object);
        } else {
            System.err.println(Printable.line(level + " " + message));
            System.err.print(Printable.lines(traceOf(logged.getThrown())));
        }
    }

    /** Where something was thrown; nothing without it. */
    static String traceOf(Throwable thrown) {
        var trace = new StringWriter();
        if (thrown != null) {
            thrown.printStackTrace(new PrintWriter(trace, true));
        }
        return trace.toString();
    }
}
