package io.github.softmax4j.formats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;

/**
 * Asks for the rows of a relation, in their order.
 *
 * <p>DuckDB hands out text in order with one thread only. Large plain texts are therefore cut into parts, and each
 * thread reads one of them; a few wait until it is their turn.
 */
final class RowReader {
    private static final int MOST_THREADS = 8;

    /** The most values of a part: each thread keeps the features that are made of them in memory. */
    static final long VALUES_PER_PART = 1 << 20;

    /** The most bytes of a part: its copy takes room in the folder of temporary files, and its texts in memory. */
    private static final double BYTES_OF_PART = 1 << 24;

    /**
     * Words become more features than there are columns: parts get smaller where there are more per column than
     * this.
     */
    private static final int FEATURES_PER_VALUE = 2;

    /** DuckDB plans a query for each part, which takes longer than reading few rows of many columns. */
    private static final long FEWEST_ROWS_OF_PART = 1000;

    private final DuckDb database;
    private final Relation relation;
    private final RowMaker maker;
    private final long valuesPerPart;
    private final AtomicInteger copies = new AtomicInteger();

    RowReader(TableRequest request, RowMaker maker) {
        this.database = request.database();
        this.relation = request.relation();
        this.valuesPerPart = request.valuesPerPart();
        this.maker = maker;
    }

    /**
     * What is asked for.
     *
     * @param selected the text between SELECT and FROM
     * @param where the text behind the relation
     */
    record Query(String selected, String where) {
        String of(String relation) {
            return "SELECT " + selected + " FROM " + relation + where;
        }
    }

    /**
     * Hands out all rows.
     *
     * @throws SQLException if DuckDB cannot read them; its message gives places of the source
     */
    void read(Query query, RowMaker.Taker taker) throws SQLException {
        read(database.connection(), query.of(relation.sql()), taker);
    }

    /** Whether {@link #readInParts} reads more than one part. */
    boolean isInParts() {
        return rowsOfPart() > 0;
    }

    /** How many rows a part should have; 0 where parts bring nothing. */
    private long rowsOfPart() {
        long rows =
                Math.min(valuesPerPart / relation.columns().size(), FEATURES_PER_VALUE * valuesPerPart / maker.width());
        if (relation.parts().isPresent()) {
            rows = Math.min(rows, (long) (BYTES_OF_PART / relation.parts().get().bytesPerRow()));
        }
        boolean isWorthIt = relation.parts().isPresent()
                && threads() > 1
                && rows >= FEWEST_ROWS_OF_PART
                && relation.likelyRows() > 2 * rows;
        return isWorthIt ? rows : 0;
    }

    private static int threads() {
        return Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Hands out all rows, read in parts where that is faster.
     *
     * @throws SQLException if a part cannot be copied or read; its message may give places of the part, and {@link
     *     #read} gives those of the source
     */
    void readInParts(Query query, RowMaker.Taker taker) throws SQLException, IOException {
        long rows = rowsOfPart();
        if (rows == 0) {
            read(query, taker);
            return;
        }
        Iterator<TextParts.Part> parts =
                relation.parts().orElseThrow().parts(rows).iterator();
        ExecutorService threads = Executors.newFixedThreadPool(threads());
        var pending = new ArrayDeque<Future<List<RowMaker.Block>>>();
        database.execute("SET threads = 1"); // each query has its own
        try {
            boolean wanted = true;
            while (wanted && (parts.hasNext() || !pending.isEmpty())) {
                while (pending.size() <= threads() && parts.hasNext()) {
                    TextParts.Part part = parts.next();
                    pending.add(threads.submit(() -> blocks(part, query)));
                }
                wanted = takeAll(result(pending.remove()), taker);
            }
        } finally {
            pending.forEach(future -> future.cancel(false));
            end(threads);
            database.execute("RESET threads");
        }
    }

    /** Nobody may read from the database after it is closed. */
    private static void end(ExecutorService threads) {
        threads.shutdown();
        boolean wasInterrupted = false;
        while (!threads.isTerminated()) {
            try {
                threads.awaitTermination(1, TimeUnit.HOURS);
            } catch (InterruptedException e) {
                wasInterrupted = true;
            }
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean takeAll(List<RowMaker.Block> blocks, RowMaker.Taker taker) {
        for (RowMaker.Block block : blocks) {
            if (!taker.take(block)) {
                return false;
            }
        }
        return true;
    }

    private List<RowMaker.Block> blocks(TextParts.Part part, Query query) throws SQLException, IOException {
        Path copy = database.folder().resolve("part-" + copies.incrementAndGet());
        try (DuckDBConnection connection = database.another()) {
            copy(part, copy);
            var blocks = new ArrayList<RowMaker.Block>();
            String from = relation.parts().orElseThrow().sql().of(List.of(copy), part.skippedRecords());
            read(connection, query.of(from), blocks::add);
            return blocks;
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private static void copy(TextParts.Part part, Path copy) throws SQLException {
        try {
            part.copyTo(copy);
        } catch (IOException e) {
            throw new SQLException("a part of the text cannot be copied to " + copy, e);
        }
    }

    private void read(DuckDBConnection connection, String sql, RowMaker.Taker taker) throws SQLException {
        try (DuckDBPreparedStatement statement =
                        connection.prepareStatement(sql).unwrap(DuckDBPreparedStatement.class);
                DuckDBChunkedResult result = statement.query()) {
            maker.read(result, taker);
        }
    }

    private static List<RowMaker.Block> result(Future<List<RowMaker.Block>> future) throws SQLException, IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("reading was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException problem) {
                throw problem;
            }
            if (e.getCause() instanceof IOException problem) {
                throw problem;
            }
            if (e.getCause() instanceof Error problem) {
                throw problem;
            }
            throw new IllegalStateException("a part could not be read", e.getCause());
        }
    }
}
