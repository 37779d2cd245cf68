package io.github.softmax4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.backend.RunsWithoutBackend;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In each of these, the password is "hidden", and all else stays. */
@RunsWithoutBackend
class SecretsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://me:hidden@host:5432/db?ssl=true",
                "jdbc:postgresql://host/db?user=me&password=hidden&ssl=true",
                "jdbc:sqlserver://host;user=me;Password=hidden;encrypt=true",
                "jdbc:oracle:thin:me/hidden@host:1521:db",
                "sql:SELECT * FROM postgres_scan('host=h user=u password=hidden', 's', 't')",
                "sql:SELECT * FROM postgres_scan('host=h password=''hidden'' user=u', 's', 't')",
                "sql:SELECT * FROM read_parquet('https://me:hidden@host/x.parquet')",
                "sql:SELECT * FROM read_csv('https://host/x.csv?api_key=hidden&a=b')",
                "mongodb://:hidden@host",
                "x?accessKey=hidden",
                "aws_secret = 'hidden'",
                "(TYPE s3, SECRET 'hidden')",
                "cannot connect to jdbc:x://me:hidden@a and jdbc:x://you:hidden@b",
            })
    void passwordsAreMasked(String text) {
        String masked = Secrets.masked(text);
        assertEquals(text, masked.replace("***", "hidden"));
        assertFalse(masked.contains("hidden"), masked);
        assertEquals(masked, Secrets.masked(masked));
        assertTrue(Secrets.areLeftOutOf(masked), masked);
        assertFalse(Secrets.areLeftOutOf(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sql:SELECT password, token FROM users",
                "https://host:8080/a@b",
                "jdbc:postgresql://host/db",
                "/home/me/secret/x.csv",
                "C:\\data\\token.csv",
                "a***b",
                ""
            })
    void allElseStays(String text) {
        assertEquals(text, Secrets.masked(text));
        assertFalse(Secrets.areLeftOutOf(text));
    }

    @Test
    void longTextsAreQuick() {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> Secrets.masked("token=" + "'".repeat(1_000_000)));
        for (String part : new String[] {"a", "://", ":", "token", "token ", "'", "password=''", ":thin:a/"}) {
            Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> Secrets.masked(part.repeat(1_000_000 / part.length())));
        }
    }
}
