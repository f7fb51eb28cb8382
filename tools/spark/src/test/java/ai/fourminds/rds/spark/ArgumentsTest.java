package ai.fourminds.rds.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.spark.export.Progress;
import ai.fourminds.rds.spark.selection.ExportFault;
import ai.fourminds.rds.spark.selection.FileForm;
import ai.fourminds.rds.spark.selection.Request;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {

    @Test
    void readsWhatIsAskedFor() throws ExportFault {
        Arguments arguments = Arguments.parse(List.of(
                "prod",
                "sales",
                "--all",
                "--include=o*",
                "--include",
                "c*",
                "--out",
                "s3a://b/f",
                "--file-format",
                "Parquet",
                "--task-mb",
                "64",
                "--jobs=2",
                "--resume",
                "--role-arn",
                "arn:aws:iam::1:role/x",
                "--set",
                "ApplicationName=a=b",
                "-v",
                "--format=json"));
        Request request = arguments.request();

        assertThat(arguments.verbosity()).isEqualTo(Progress.Verbosity.VERBOSE);
        assertThat(arguments.format()).isEqualTo(Arguments.Format.JSON);
        assertThat(request.instance()).isEqualTo("prod");
        assertThat(request.include()).containsExactly("o*", "c*");
        assertThat(request.form().format()).isEqualTo(FileForm.Format.PARQUET);
        assertThat(request.taskBytes()).isEqualTo(64L << 20);
        assertThat(request.earlier()).isEqualTo(Request.Earlier.RESUME);
        assertThat(request.settings())
                .containsEntry("roleArn", "arn:aws:iam::1:role/x")
                .containsEntry("ApplicationName", "a=b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            i --all --out f                                | 'DATABASE'
            i d --out f                                    | TABLE... or --all
            i d t --all --out f                            | only one of them
            i d t                                          | required option: '--out=PATH'
            i d t --include x --out f                      | --include and --exclude go with --all
            i d t --out f --file-format xml                | expected one of [CSV, PARQUET]
            i d t --out f --jobs 0                         | between 1 and 64
            i d t --out f --task-mb 9999999999999999999999 | '--task-mb'
            i d t --out f --resume --overwrite             | exclude each other
            i d t --out f --file-format parquet --gzip     | go with --file-format csv
            i d t --out f --file-format parquet --geometry wkt | go with --file-format csv
            i d t --out f --null-text ,                    | --null-text may not hold
            i d t --out f --regoin x                       | Unknown option: '--regoin'
            i d t --out                                    | for option '--out'
            i d t --out f --format csv                     | expected one of [TABLE, JSON]
            i d @t --out f --resume --overwrite            | exclude each other
            i d gr\uFFFD\uFFFDe --out f                   | lost in this locale's encoding
            i d t --out f --role-arn=                     | --role-arn is empty
            i d t --out=                                   | --out is empty
            i d t --out f --set x                          | KEY=VALUE format
            i d t --out f --secret-access-key=CANARY       | FOURMINDS_RDS_SECRET_ACCESS_KEY
            i d t --out f --secret-access-key CANARY       | FOURMINDS_RDS_SECRET_ACCESS_KEY
            i d t --out f --set secretAccessKey=CANARY     | spark.executorEnv.FOURMINDS_RDS_SECRET_ACCESS_KEY
            """)
    void saysWhatIsWrong(String line, String message) {
        assertThatThrownBy(() -> Arguments.parse(List.of(line.split(" "))).request())
                .isInstanceOf(ExportFault.class)
                .hasMessageContaining(message)
                .message()
                .doesNotContain("CANARY");
    }
}
