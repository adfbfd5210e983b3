package cruddur.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class UpTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --port=65536           | A port must be a number from 0 to 65535.
          --dynamodb-port=-1     | A port must be a number from 0 to 65535.
          --postgres-port=70000  | A port must be a number from 0 to 65535.
          --dynamodb=here:8000   | --dynamodb must be a URL such as http://localhost:8000, not here:8000.
          --dynamodb=ftp://a/    | --dynamodb must be a URL such as http://localhost:8000, not ftp://a/.
          --dynamodb=//a        | --dynamodb must be a URL such as http://localhost:8000, not //a.
          --faults=1.5           | --faults must be a rate from 0 to 1 such as 0.05, not 1.5.
          --fault-seed=7         | --fault-seed requires --faults.
          --template=absent.yaml | The template absent.yaml could not be read. Choose another with --template FILE.
          --port=here            | Invalid value for option '--port': 'here' is not an int.
          --unknown              | Unknown option: '--unknown'.
          """)
  void aWrongOptionIsExplainedInOneLine(String option, String message) {
    StringWriter printed = new StringWriter();
    CommandLine command = Up.commandLine().setErr(new PrintWriter(printed, true));
    command.setOverwrittenOptionsAllowed(true);
    assertEquals(2, command.execute("--template=../../template.yaml", option));
    assertEquals(message + " See bin/up --help." + System.lineSeparator(), printed.toString());
  }
}
