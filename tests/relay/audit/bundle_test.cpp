#include "relay/audit/bundle.h"

#include <catch2/catch.hpp>

#include "relay/audit/tar.h"
#include "relay/crypto/signature.h"
#include "tests/relay/audit/an_audit.h"
#include "tests/support/program.h"

using namespace relay::audit;
using tests::AnAudit;
using tests::day;
using tests::Intruder;
using tests::Ran;
using tests::run_program;

namespace {

namespace fs = std::filesystem;

const std::string& signing_key() {
  static const std::string key = relay::crypto::make_signing_key();
  return key;
}

/// A bundle that was carried to another machine.
struct Carried {
  explicit Carried(const std::string& archive) {
    tests::write_file(folder / "bundle.tar", archive);
    const Ran ran =
        run_program({"tar", "-C", folder.path().string(), "-xf", (folder / "bundle.tar").string()});
    INFO(ran.output);
    REQUIRE(ran.exit_code == 0);
  }
  /// What the instructions say, followed to the letter.
  Ran verify(const std::string& head = "") const {
    std::vector<std::string> words{"sh", "-c", "cd \"$1\" && shift && exec sh VERIFY.txt \"$@\"",
                                   "sh", folder.path().string()};
    if (!head.empty()) words.push_back(head);
    return run_program(words);
  }
  std::string read(const char* name) const { return tests::read_file(folder / name); }
  void change(const char* name, const std::string& from, const std::string& to) const {
    std::string text = read(name);
    text.replace(text.find(from), from.size(), to);
    tests::write_file(folder / name, text);
  }

  tests::TempFolder folder;
};

Bundle bundled(AnAudit& audit, std::int64_t from = 1) {
  auto made = bundle(audit.state, signing_key(),
                     {.from = from, .by = "ann", .at = day(3), .relay = "0.1.0"});
  REQUIRE(made);
  return *std::move(made);
}

std::string refusal(AnAudit& audit, std::int64_t from = 1) {
  const auto made = bundle(audit.state, signing_key(), {.from = from, .by = "ann", .at = day(3)});
  return made ? "none" : made.error();
}

}  // namespace

TEST_CASE("a bundle is verified by openssl alone", "[audit][bundle]") {
  AnAudit audit{5};
  const Bundle made = bundled(audit);
  CHECK(made.to == audit.notary.head());
  const Carried carried{made.tar};
  CHECK(carried.read("MANIFEST")
            .starts_with("sluice-audit-bundle v1\nfrom 1\nto 5\nlast 5\nbefore "
                         "71462aca78775eaddec5323a41d250e460810cf8ede0fbc5d8de"
                         "c15b8b84764c\nhead " +
                         made.to.text() + "\nlines "));
  CHECK_THAT(carried.read("MANIFEST"),
             Catch::Matchers::EndsWith("\nat 2026-01-04T00:00:00Z\nby ann\nrelay 0.1.0\n"));

  const Ran ran = carried.verify();
  CHECK(ran.output == "signer sha256:" + relay::crypto::signer_fingerprint(signing_key()).hex() +
                          "\nVerified OK\nthe chain holds, from row 1 to the head " +
                          made.to.text() + "\n");
  CHECK(ran.exit_code == 0);
  const auto seals = audit.seals();
  CHECK(carried.verify(seals[2].head.text()).exit_code == 0);
  const std::string other = "3:" + seals[3].head.chain.hex();
  const Ran unmet = carried.verify(other);
  CHECK(unmet.exit_code == 1);
  CHECK_THAT(unmet.output,
             Catch::Matchers::EndsWith("the head " + other + " is not in this chain\n"));
}

TEST_CASE("a bundle that was changed does not verify", "[audit][bundle]") {
  AnAudit audit{5};
  const std::string archive = bundled(audit).tar;
  struct Case {
    const char* file;
    const char* from;
    const char* to;
  };
  const auto changed = GENERATE(values<Case>({{"audit.jsonl", "clamav 3", "clamav 4"},
                                              {"MANIFEST", "by ann", "by bob"},
                                              {"signer.pem", "BEGIN", "END"}}));
  const Carried carried{archive};
  carried.change(changed.file, changed.from, changed.to);
  const Ran ran = carried.verify();
  CAPTURE(ran.output);
  CHECK(ran.exit_code != 0);
  CHECK_THAT(ran.output, !Catch::Matchers::Contains("the chain holds"));
}

TEST_CASE("a bundle of later rows goes on from a head", "[audit][bundle]") {
  AnAudit audit{5};
  const auto seals = audit.seals();
  const Carried carried{bundled(audit, 4).tar};
  CHECK_THAT(carried.read("MANIFEST"),
             Catch::Matchers::Contains("\nbefore " + seals[2].head.chain.hex() + "\n"));
  CHECK(carried.verify().exit_code == 0);
  CHECK(carried.verify(seals[2].head.text()).exit_code == 0);
  CHECK(carried.verify(seals[1].head.text()).exit_code == 1);
}

TEST_CASE("a long audit is more than one bundle", "[audit][bundle]") {
  AnAudit audit{1'001};
  const auto first = bundle(audit.state, signing_key(), {.at = day(3), .bytes = 1});
  REQUIRE(first);
  CHECK(first->to.number == 1'000);
  CHECK(Carried{first->tar}
            .read("MANIFEST")
            .starts_with("sluice-audit-bundle v1\nfrom 1\nto 1000\nlast 1001\n"));
  CHECK(bundled(audit, 1'001).to == audit.notary.head());
}

TEST_CASE("nothing is signed that is not there or not what was sealed", "[audit][bundle]") {
  AnAudit audit{5};
  CHECK(refusal(audit, 6) == "there is no row 6; the last one is row 5");
  CHECK(refusal(audit, 7) == "there is no row 7; the last one is row 5");
  Intruder intruder{audit.file};
  const std::string told =
      " of the audit is not what was sealed, so nothing is signed; 'sluice audit verify' tells "
      "more";
  intruder.run("UPDATE audit SET actor = 'nobody' WHERE number = 2");
  CHECK(refusal(audit) == "row 2" + told);
  CHECK(refusal(audit, 3) == "none");
  intruder.run("DELETE FROM audit WHERE number = 4");
  CHECK(refusal(audit, 3) == "row 4" + told);
  intruder.run("DELETE FROM audit_seal WHERE number = 2");
  CHECK(refusal(audit, 3) == "row 2" + told);
}

TEST_CASE("an archive has whole blocks and keeps every byte", "[audit][tar]") {
  const auto size = GENERATE(0, 1, 511, 512, 513);
  const std::string bytes(static_cast<std::size_t>(size), '\0');
  Tar tar{day(1)};
  tar.add("one", bytes);
  tar.add("two", "text");
  const std::string archive = std::move(tar).take();
  CHECK(archive.size() % 512 == 0);
  const Carried carried{archive};
  CHECK(carried.read("one") == bytes);
  CHECK(carried.read("two") == "text");
}
