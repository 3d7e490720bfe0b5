package dev.sluice;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The package tree as a table: each package and those it may use. */
final class ArchitectureTest {

  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          row("base"),
          row("bus"),
          row("protocol", "base"),
          row("config", "base bus protocol limit"),
          row("net", "base config"),
          row("limit", "base"),
          row("channel", "base bus config protocol limit"),
          row("access", "base bus config protocol net limit"),
          row("routing", "base config channel access protocol"),
          row("upstream", "base config channel protocol net"),
          row("health", "base bus config channel upstream protocol net"),
          row("ledger", "base bus config protocol net"),
          row("store", "base config channel access routing ledger protocol limit"),
          row("proxy", "base bus config net limit channel access routing upstream ledger protocol"),
          row(
              "admin",
              "base bus config net limit channel access routing upstream ledger protocol health"),
          row(
              "app",
              "base bus config net limit channel access routing upstream ledger protocol health"
                  + " proxy admin store"),
          row(
              "cli",
              "base bus config net limit channel access routing upstream ledger protocol health"
                  + " proxy admin app"));

  private static final JavaClasses SLUICE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.sluice");

  private static Map.Entry<String, Set<String>> row(String name) {
    return Map.entry(name, Set.of());
  }

  private static Map.Entry<String, Set<String>> row(String name, String others) {
    return Map.entry(name, Set.of(others.split(" ")));
  }

  @TestFactory
  Stream<DynamicTest> packagesUseOnlyWhatTheyMay() {
    return MAY_USE.entrySet().stream()
        .map(entry -> {
          var forbidden =
              MAY_USE.keySet().stream()
                  .filter(other -> !other.equals(entry.getKey()))
                  .filter(other -> !entry.getValue().contains(other))
                  .map(other -> "dev.sluice." + other + "..")
                  .collect(toSet());
          return DynamicTest.dynamicTest(
              entry.getKey(), () -> forbid(entry.getKey(), forbidden.toArray(String[]::new)));
        });
  }

  @Test
  void everyPackageIsInTheTable() {
    var packages = new TreeSet<String>();
    SLUICE.forEach(type -> {
      String below = type.getPackageName().replaceFirst("^dev\\.sluice\\.?", "");
      packages.add(below.isEmpty() ? "(root)" : below.replaceFirst("\\..*", ""));
    });
    assertThat(MAY_USE.keySet()).containsAll(packages);
  }

  @Test
  void noCycles() {
    slices().matching("dev.sluice.(*)..").should().beFreeOfCycles().check(SLUICE);
  }

  @Test
  void decisionsArePure() {
    forbid("protocol", "io.vertx..", "io.netty..", "java.net.http..", "java.sql..");
    forbid("routing", "io.vertx..", "io.netty..", "java.net..", "java.sql..");
    forbid("limit", "io.vertx..", "io.netty..", "java.net..", "java.sql..");
  }

  @Test
  void nobodyUsesTheInternalsOfVertxButToLendBodies() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.sluice.proxy.Lent")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx.core.internal..", "io.vertx.core.impl..")
        .check(SLUICE);
  }

  @Test
  void onlyTheStoreSpeaksSql() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.sluice.store..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..", "org.flywaydb..")
        .check(SLUICE);
  }

  private static void forbid(String name, String... forbidden) {
    noClasses()
        .that()
        .resideInAPackage("dev.sluice." + name + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden)
        .allowEmptyShould(true)
        .check(SLUICE);
  }
}
