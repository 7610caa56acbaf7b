#include "relay/app/cli/audit.h"

#include "tests/relay/app/cli/a_relay.h"

using namespace relay::app::cli;
using tests::cli::ARelay;
using tests::cli::refusal;

namespace {

const std::string kHead = "4711:" + std::string(64, 'a');

/// A bundle as far as the command line looks at it.
std::string archive(const std::string& to, const std::string& last) {
  return std::string(512, '\0') + "sluice-audit-bundle v1\nfrom 1\nto " + to + "\nlast " + last +
         "\nbefore 00\nhead " + kHead + "\nlines 00\n" + std::string(2'000, 'x');
}

ARelay exporting(const std::string& path, const std::string& to = "4711") {
  ARelay relay;
  relay.replies["GET " + path] = {200, archive(to, "4711")};
  return relay;
}

}  // namespace

TEST_CASE("an audit that fits is told with its head", "[cli][audit]") {
  ARelay relay;
  const std::string answer =
      R"({"head":")" + kHead + R"(","sentence":"every row fits","trouble":null})";
  relay.replies["GET /api/v1/audit/verify"] = {200, answer};
  const Ended ended = relay.run({"audit", "verify"});
  CHECK(ended.code == 0);
  CHECK(ended.out == "every row fits\nhead " + kHead + "\n");
  CHECK(ended.err.empty());
}

TEST_CASE("an audit that does not fit ends with 1", "[cli][audit]") {
  ARelay relay;
  relay.replies["GET /api/v1/audit/verify?since=" + std::string{"4711%3A"} + std::string(64, 'a')] =
      {200,
       R"({"head":null,"sentence":"row 3 is missing\u001b","trouble":{"kind":"missing","row":3}})"};
  const Ended ended = relay.run({"audit", "verify", "--since", kHead});
  CHECK(ended.code == 1);
  CHECK(ended.out.empty());
  CHECK(ended.err == "sluice: row 3 is missing\\u001b\n");
  const Ended json = relay.run({"audit", "verify", "--since", kHead, "--json"});
  CHECK(json.code == 1);
  CHECK_THAT(json.out, Catch::Matchers::Contains("\"kind\": \"missing\""));
}

TEST_CASE("a bundle is written to a file and told where it goes on", "[cli][audit]") {
  ARelay relay = exporting("/api/v1/audit/export");
  Ended ended = relay.run({"audit", "export", "--to", "audit.tar"});
  CHECK(ended.code == 0);
  CHECK(relay.files["audit.tar"] == archive("4711", "4711"));
  CHECK(ended.out ==
        "audit.tar holds rows 1 to 4711 of 4711; unpacked anywhere, 'sh VERIFY.txt' checks it with "
        "openssl\nhead " +
            kHead + "\n");

  ended = relay.run({"audit", "export", "--to", "audit.tar"});
  CHECK(ended.code == 1);
  CHECK(ended.err == "sluice: audit.tar is there already\n");

  ARelay longer = exporting("/api/v1/audit/export?from=12", "4000");
  ended = longer.run({"audit", "export", "--to", "b.tar", "--from", "12"});
  CHECK_THAT(ended.out, Catch::Matchers::EndsWith(
                            "\nlater rows: sluice audit export --to FILE --from 4001\n"));
  ended = longer.run({"audit", "export", "--to", "c.tar", "--from", "12", "--json"});
  CHECK(ended.out == "{\n  \"file\": \"c.tar\",\n  \"from\": 1,\n  \"head\": \"" + kHead +
                         "\",\n  \"next\": 4001\n}\n");
}

TEST_CASE("no file is written of what is no bundle", "[cli][audit]") {
  ARelay relay;
  relay.replies["GET /api/v1/audit/export"] = {
      409, R"({"detail": "there is no row 1; the last one is row 0"})"};
  const Ended ended = relay.run({"audit", "export", "--to", "audit.tar"});
  CHECK(ended.code == 1);
  CHECK(ended.err == "sluice: there is no row 1; the last one is row 0\n");
  CHECK(relay.files.empty());
}

TEST_CASE("heads and rows have their shape", "[cli][audit]") {
  for (const std::string& bad :
       std::vector<std::string>{"4711", "0:" + std::string(64, 'a'), "4711:aa", kHead + "0"}) {
    CHECK(refusal({"audit", "verify", "--since", bad}) ==
          "'" + bad + "' is not a head: the number of a row, a colon and 64 hexadecimal digits");
  }
  CHECK(refusal({"audit", "export"}) ==
        "the file is missing: --to FILE; 'sluice audit export --help' says how it is written");
  CHECK(refusal({"audit", "export", "--to", "a", "--from", "0"}) ==
        "'0' is not the number of a row: whole, from 1");
}
