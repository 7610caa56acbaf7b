#include <catch2/catch.hpp>

#include "relay/app/engine.h"
#include "relay/audit/heads.h"
#include "relay/catalog/schema.h"
#include "relay/json/read.h"
#include "tests/e2e/a_real_program.h"

using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
using tests::Background;
using tests::Ran;
using tests::run_program;

namespace {

namespace fs = std::filesystem;

struct AnAuditedRelay : tests::ARealProgram {
  AnAuditedRelay() : ARealProgram{tests::kOfficeAtOnce} { publish({{"a.txt", "a"}}); }

  /// Runs until this ends; then the process has ended.
  template <class Work>
  void while_it_runs(Work work) const {
    Background relay{words({"run"})};
    REQUIRE(get("/healthz").output == "ok\n");
    work();
    relay.stop();
    CHECK(relay.wait() == 0);
  }
  std::string done(const std::vector<std::string>& command) const {
    const Ran ran = sluice(command);
    INFO(ran.output);
    CHECK(ran.exit_code == 0);
    return ran.output;
  }
  relay::json::Value answer(std::vector<std::string> command) const {
    command.emplace_back("--json");
    const auto value = relay::json::read(done(command));
    return value ? *value : relay::json::Value{};
  }
  /// The relay's file in somebody else's hands.
  void alter(const std::function<void(relay::db::Transaction&)>& work) const {
    relay::db::Database state{relay::app::Engine::state_file(data()), relay::catalog::migrations()};
    state.write(work);
  }
};

}  // namespace

TEST_CASE("the audit of a real relay verifies here and with openssl and has no secrets in it",
          "[e2e][audit]") {
  const AnAuditedRelay a;
  std::vector<std::string> secrets;
  std::string head;
  a.while_it_runs([&] {
    a.done({"sync", "acme"});
    const std::string once = a.answer({"enrol", "--group", "office"})["token"].text();
    const auto device = relay::json::read(
        tests::curl({"--data-binary", R"({"token":")" + once + R"(","name":"lap-7"})",
                     a.tls_url("/v1/enrol")})
            .output);
    REQUIRE(device);
    const std::string token = (*device)["token"].text();
    REQUIRE(!token.empty());
    tests::curl({"-H", "Authorization: Bearer planted-at-the-wrong-door",
                 "https://127.0.0.1:" + std::to_string(a.admin_port) + "/api/v1/status"});
    tests::curl({"--data-binary", R"({"token":"planted-at-enrolment"})", a.tls_url("/v1/enrol")});
    a.done({"hold", "acme", "--groups", "all", "--reason", "inventory"});
    secrets = {once, token, "planted-at-the-wrong-door", "planted-at-enrolment"};

    head = a.answer({"status"})["audit"]["head"].text();
    CHECK_THAT(a.done({"audit", "verify", "--since", head}), StartsWith("every row fits, from 1 "));
    CHECK_THAT(a.done({"audit", "export", "--to", (a.folder / "audit.tar").string()}),
               Contains("; unpacked anywhere, 'sh VERIFY.txt' checks it with openssl\nhead "));
  });
  const Ran checked =
      run_program({"sh", "-c",
                   "cd \"$1\" && mkdir there && cd there && tar -xf ../audit.tar && sh "
                   "VERIFY.txt \"$2\"",
                   "sh", a.folder.path().string(), head});
  CHECK_THAT(checked.output, Contains("\nthe chain holds, from row 1 to the head "));
  CHECK(checked.exit_code == 0);

  const std::string lines = tests::read_file(a.folder / "there/audit.jsonl");
  CHECK_THAT(lines, Contains("inventory"));
  for (const char* const file : {"admin.key", "authority.key", "audit.key", "audit.sign.key"}) {
    const std::string text = tests::read_file(a.data() / file);
    secrets.push_back(text.substr(text.size() / 2, 20));
  }
  for (const std::string& secret : secrets) {
    CAPTURE(secret);
    REQUIRE(secret.size() >= 20);
    CHECK(lines.find(secret) == std::string::npos);
  }
  const std::string key = tests::read_file(a.data() / "audit.key").substr(0, 64);
  const auto noted = relay::audit::read_heads(a.data() / "audit.heads", key);
  REQUIRE(!noted.heads.empty());
  CHECK(noted.heads.back().number > relay::audit::Head::parse(head)->number);
}

TEST_CASE("a relay tells what was done to its audit while it was down", "[e2e][audit]") {
  const AnAuditedRelay a;
  std::string head;
  a.while_it_runs([&] {
    a.done({"sync", "acme"});
    a.done({"hold", "acme", "--groups", "all", "--reason", "inventory"});
    head = a.answer({"status"})["audit"]["head"].text();
  });
  a.alter([](relay::db::Transaction& tx) {
    tx.run("DROP TRIGGER audit_is_not_changed");
    tx.run("UPDATE audit SET actor = 'nobody' WHERE action = 'opened'");
  });
  a.while_it_runs([&] {
    const Ran found = a.sluice({"audit", "verify", "--since", head});
    CHECK(found.exit_code == 1);
    CHECK_THAT(found.output, Contains(" was edited: it is not what was sealed\n"));
    CHECK_THAT(a.done({"status"}), Contains("the audit does not fit: row "));
    CHECK(a.sluice({"audit", "export", "--to", (a.folder / "b.tar").string()}).exit_code == 1);
    CHECK_FALSE(fs::exists(a.folder / "b.tar"));
    CHECK_THAT(a.done({"audit"}), Contains("audit does not fit (failed)"));
  });
  tests::write_file(a.data() / "audit.key", std::string(64, '0') + "\n");
  const Ran refused = a.sluice({"run"});
  CHECK(refused.exit_code == 1);
  CHECK_THAT(refused.output, Contains("sluice: the audit is sealed with another key"));
}
