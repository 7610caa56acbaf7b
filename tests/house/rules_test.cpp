#include <catch2/catch.hpp>

#include "tests/house/boundaries.h"
#include "tests/house/naming.h"
#include "tests/house/source_text.h"
#include "tests/house/text_rules.h"

using tests::house::show;

namespace {

constexpr const char* kSource = "relay/store/blob.cpp";
constexpr const char* kHeader = "relay/store/blob.h";

}  // namespace

TEST_CASE("comments and literals do not count as code", "[house]") {
  CHECK(tests::house::code("a // b\n\"c // d\" e /* f\n g */ h") ==
        "a     \n\"      \" e     \n      h");
  CHECK(tests::house::code("x = 1'000 + '\"' + \"\\\"\" y") == "x = 1'000 + ' ' + \"  \" y");
  CHECK(tests::house::code("R\"x(a\")b)x\" y") == "R\"x(    )x\" y");
  CHECK(tests::house::without_comments("#include \"a/b.h\"  // c") == "#include \"a/b.h\"      ");
}

TEST_CASE("a word is found as a word of its own", "[house]") {
  CHECK(tests::house::find_word("runtime(time_, time)", "time") == 15);
  CHECK(tests::house::find_word("lifetime", "time") == std::string_view::npos);
}

TEST_CASE("a line of 100 columns is kept and one of 101 is not", "[house]") {
  const std::string full(100, 'x');
  CHECK(tests::house::check_lengths(kSource, full + "\n").empty());
  CHECK(tests::house::check_lengths(kSource, std::string(99, 'x') + "\xc3\xa4\n").empty());
  CHECK(show(tests::house::check_lengths(kSource, "\n" + full + "x\n")) ==
        "relay/store/blob.cpp:2: a line has at most 100 columns, this one has 101\n");
}

TEST_CASE("a file of 400 lines is kept and one of 401 is not", "[house]") {
  CHECK(tests::house::check_lengths(kSource, std::string(400, '\n')).empty());
  CHECK(show(tests::house::check_lengths(kSource, std::string(401, '\n'))) ==
        "relay/store/blob.cpp: a file has at most 400 lines, this one has 401\n");
}

TEST_CASE("a note about work not done is seen in a comment", "[house]") {
  CHECK(show(tests::house::check_notes(kSource,
                                       "a();\n// TO"
                                       "DO: b\n")) ==
        "relay/store/blob.cpp:2: work that is not done is an issue, or nothing\n");
  CHECK(tests::house::check_notes(kSource,
                                  "TO"
                                  "DOS();\n")
            .empty());
}

TEST_CASE("a header without its guard is seen", "[house]") {
  CHECK(tests::house::check_guard(kHeader, "#pragma once\n\nint a;\n").empty());
  CHECK(tests::house::check_guard(kSource, "int a;\n").empty());
  CHECK(show(tests::house::check_guard(kHeader, "#include <string>\n")) ==
        "relay/store/blob.h:1: a header begins with #pragma once\n");
}

TEST_CASE("chrono's literals are the only namespace taken in", "[house]") {
  const std::string literals = "using namespace std::chrono_literals;\n";
  CHECK(tests::house::check_using(kSource, literals).empty());
  CHECK(show(tests::house::check_using(kHeader, literals)) ==
        "relay/store/blob.h:1: 'using namespace' is for chrono's literals in a .cpp, nothing "
        "else\n");
  CHECK(tests::house::check_using(kSource, "using namespace policy;\n").size() == 1);
}

TEST_CASE("asking for the present is seen however it is asked", "[house]") {
  for (const auto* wrong :
       {"auto a = std::chrono::system_clock::now();", "auto a = time(nullptr);",
        "return time(nullptr);", "f(std::time(0));", "Poco::Timestamp a;", "Poco::DateTime a;"}) {
    CAPTURE(wrong);
    CHECK(tests::house::check_calls(kSource, wrong).size() == 1);
    CHECK(tests::house::check_calls("relay/io/system_clock_posix.cpp", wrong).empty());
  }
  for (const auto* right : {"row.time(3);", "Instant time(Row row);", "int time = 3;",
                            "runtime(3);", "// time(nullptr)", "\"system_clock\""}) {
    CAPTURE(right);
    CHECK(tests::house::check_calls(kSource, right).empty());
  }
}

TEST_CASE("executing a program is seen", "[house]") {
  CHECK(show(tests::house::check_calls(kSource, "\nstd::system(\"ls\");\n")) ==
        "relay/store/blob.cpp:2: 'system': the relay executes nothing\n");
  CHECK(tests::house::check_calls(kSource, "popen(\"ls\", \"r\");").size() == 1);
  CHECK(tests::house::check_calls(kSource, "file_system(3);").empty());
}

TEST_CASE("a sleeping test is seen", "[house]") {
  const std::string sleep = "std::this_thread::sleep_for(1s);\n";
  CHECK(tests::house::check_calls("tests/relay/io/periodic_test.cpp", sleep).size() == 1);
  CHECK(tests::house::check_calls("tests/e2e/run_test.cpp", sleep).empty());
  CHECK(tests::house::check_calls("relay/io/periodic.cpp", sleep).empty());
}

TEST_CASE("a statement that is put together is seen", "[house]") {
  for (const auto* right : {"db.query(\"SELECT 1\");", "tx.run(\n    \"INSERT …\"\n    \" …\", a);",
                            "tx.run(kInsert, a);", "context.run();", "mydb.query(text);"}) {
    CAPTURE(right);
    CHECK(tests::house::check_statements(kSource, right).empty());
  }
  CHECK(show(tests::house::check_statements(kSource, "\ntx.run(text.c_str());\n")) ==
        "relay/store/blob.cpp:2: a statement is a string literal\n");
  CHECK(tests::house::check_statements(kSource, "db.query((\"SELECT \" + a).c_str());").size() ==
        1);
}

TEST_CASE("a comma in the name of a test is seen", "[house]") {
  const std::string test = "TEST_CASE";
  CHECK(tests::house::check_test_names(kSource, test + "(\"a and b\", \"[c]\") {}").empty());
  CHECK(tests::house::check_test_names(kSource, test + "(\n    \"a, b\", \"[c]\") {}").size() == 1);
}

TEST_CASE("a name that says nothing is seen in files and types", "[house]") {
  CHECK(tests::house::check_names("relay/db/database.cpp", "class Database;").empty());
  CHECK(tests::house::check_names(kSource, "struct Impl;\nenum class Standing {};").empty());
  CHECK(show(tests::house::check_names("relay/db/string_utils.h", "")) ==
        "relay/db/string_utils.h: 'string_utils.h' is named by a word that says nothing\n");
  CHECK(show(tests::house::check_names(kSource, "\nclass BlobManager {};")) ==
        "relay/store/blob.cpp:2: 'BlobManager' is named by a word that says nothing\n");
  CHECK(tests::house::check_names(kSource, "struct StoreImpl;").size() == 1);
  CHECK(tests::house::check_names(kSource, "enum class InfoKind {};").size() == 1);
}

TEST_CASE("catching everything is seen and only four may", "[house]") {
  const std::string all = "try { a(); } catch (const std::exception& failure) { b(); }\n";
  CHECK(tests::house::catch_alls(kSource, "catch (const db::Failure&) {}").empty());
  CHECK(tests::house::catch_alls(kSource, "catch (...) {}").size() == 1);
  const auto once = tests::house::catch_alls("relay/io/periodic.cpp", all);
  REQUIRE(once.size() == 1);
  CHECK(tests::house::check_boundaries(once).empty());
  const auto twice = tests::house::catch_alls("relay/io/periodic.cpp", all + all);
  CHECK(show(tests::house::check_boundaries(twice)) ==
        "relay/io/periodic.cpp:2: only four boundaries catch everything, each once\n");
  CHECK(tests::house::check_boundaries(tests::house::catch_alls(kSource, all)).size() == 1);
}
