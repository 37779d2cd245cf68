package io.github.softmax4j.events;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** The reading of a source. */
@Name("io.github.softmax4j.Read")
@Label("Read")
@Category("Softmax4J")
@Description("The reading of a source")
@StackTrace(false)
final class ReadEvent extends Event implements ReadSpan {
    private static final ReadEvent PROBE = new ReadEvent();

    @Label("Source")
    String source;

    @Label("Format")
    String format;

    @Label("Rows")
    long rows;

    @Label("Columns")
    @Description("Columns of the features")
    int columns;

    @Label("Bytes")
    @Description("Of its files as they are stored; -1 where there are none")
    @DataAmount
    long bytes;

    static boolean isWanted() {
        return PROBE.isEnabled();
    }

    static ReadEvent begun(String source, String format) {
        var event = new ReadEvent();
        event.source = source;
        event.format = format;
        event.begin();
        return event;
    }

    @Override
    public void ended(long read, int wide, long stored) {
        rows = read;
        columns = wide;
        bytes = stored;
        commit();
    }
}
