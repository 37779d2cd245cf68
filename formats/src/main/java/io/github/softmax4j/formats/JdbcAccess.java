package io.github.softmax4j.formats;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * Another database, opened to be read only: by its own means where they are known, and by asking its driver. Each has
 * its own SQL, so that of a query only its first word and its end are looked at.
 */
final class JdbcAccess {
    private static final String DUCKDB = "jdbc:duckdb:";
    private static final Pattern DUCKDB_WITHOUT_FILE = Pattern.compile("(:memory:.*)?([;?].*)?");
    private static final String SQLITE = "jdbc:sqlite:";
    private static final Pattern READS =
            Pattern.compile("(?i)(\\(|(select|with|values|from|table)\\b).*", Pattern.DOTALL);

    private JdbcAccess() {}

    static boolean isDuckDb(String url) {
        return url.startsWith(DUCKDB);
    }

    /** Connects; a database in a file is not made where there is none. */
    static Connection readOnly(String url) throws SQLException {
        var settings = new Properties();
        if (isDuckDb(url)) {
            settings.setProperty("autoinstall_known_extensions", "false");
            settings.setProperty("autoload_known_extensions", "false");
            boolean hasFile =
                    !DUCKDB_WITHOUT_FILE.matcher(url.substring(DUCKDB.length())).matches();
            if (hasFile) {
                settings.setProperty("duckdb.read_only", "true");
            }
        }
        if (url.startsWith(SQLITE)) {
            settings.setProperty("open_mode", "1"); // SQLITE_OPEN_READONLY, which cannot be set later
        }
        Connection connection = DriverManager.getConnection(url, settings);
        try {
            askDriver(connection, url);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static void askDriver(Connection connection, String url) throws SQLException {
        if (isDuckDb(url) || url.startsWith(SQLITE)) {
            return; // is read only already, and says that this cannot be changed
        }
        try {
            connection.setReadOnly(true);
        } catch (SQLFeatureNotSupportedException e) {
            // one statement that begins like a query is all that is left to ask for
        }
    }

    /**
     * Refuses what does not begin like a query, and more than one statement.
     *
     * @param source for messages
     */
    static void requireOneSelect(String source, String sql) throws InputException {
        String bare = withoutTexts(sql).strip();
        int end = bare.indexOf(';');
        boolean isOne = end < 0 || bare.substring(end).replaceAll("[;\\s]", "").isEmpty();
        if (!isOne || !READS.matcher(bare).matches()) {
            throw new InputException(
                    source,
                    "one query that only reads was expected, such as SELECT or WITH ... SELECT, but this begins with '"
                            + bare.lines()
                                    .findFirst()
                                    .orElse("")
                                    .toLowerCase(Locale.ROOT)
                                    .split("\\s", 2)[0] + "'"
                            + (isOne ? "" : ", and has more than one statement"));
        }
    }

    /** Without comments, and with nothing between quotes. */
    private static String withoutTexts(String sql) {
        var bare = new StringBuilder();
        int at = 0;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == '\'' || c == '"' || c == '`') {
                bare.append(c);
                at = behind(sql, String.valueOf(c), at + 1);
            } else if (sql.startsWith("--", at)) {
                at = behind(sql, "\n", at);
                bare.append(' ');
            } else if (sql.startsWith("/*", at)) {
                at = behind(sql, "*/", at + 2);
                bare.append(' ');
            } else {
                bare.append(c);
                at++;
            }
        }
        return bare.toString();
    }

    private static int behind(String sql, String end, int from) {
        int at = sql.indexOf(end, from);
        return at < 0 ? sql.length() : at + end.length();
    }
}
