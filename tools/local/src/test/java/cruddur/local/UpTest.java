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
          --port=65536           | A port is a number from 0 to 65535; 0 takes a free one
          --dynamodb-port=-1     | A port is a number from 0 to 65535; 0 takes a free one
          --postgres-port=70000  | A port is a number from 0 to 65535; 0 takes a free one
          --dynamodb=here:8000   | --dynamodb takes an address such as http://localhost:8000, and not here:8000
          --dynamodb=ftp://a/    | --dynamodb takes an address such as http://localhost:8000, and not ftp://a/
          --faults=1.5           | --faults takes a rate from 0 to 1, such as 0.05, and not 1.5
          --fault-seed=7         | --fault-seed chooses among faults: give --faults too
          --template=absent.yaml | The template absent.yaml cannot be read: name it with --template FILE
          --data=pom.xml         | pom.xml cannot be made a directory: name another with --data DIR
          """)
  void whatCannotBeHadIsNamedInOneLine(String option, String message) {
    StringWriter printed = new StringWriter();
    CommandLine command = new CommandLine(new Up()).setErr(new PrintWriter(printed, true));
    command.setOverwrittenOptionsAllowed(true);
    assertEquals(2, command.execute("--template=../../template.yaml", option));
    assertEquals(message + System.lineSeparator(), printed.toString());
  }
}
