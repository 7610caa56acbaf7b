#include "relay/app/policy_file.h"

#include <utility>

#include "relay/app/feeds.h"
#include "relay/crypto/sha256.h"

namespace relay::app {
namespace {

/// Whether people have applied another policy since the file was read, and the file is as it was.
bool is_overtaken(const std::string& text, const PolicyBefore& before) {
  return before.in_force && before.file && before.in_force->text != text &&
         before.file->digest == crypto::sha256(text);
}

std::string stays(const std::filesystem::path& file, const catalog::RevisionRow& in_force) {
  return file.string() + " has not changed since it was read: revision " +
         std::to_string(in_force.number) + " stays in force, which " + in_force.by +
         " applied at " + policy::show(in_force.at);
}

policy::Result<FoundPolicy, BadPolicy> of_file(const std::filesystem::path& file,
                                               std::string text) {
  auto loaded = load_policy(file, std::move(text));
  if (!loaded) return policy::Refused{std::move(loaded).error()};
  std::string report;
  for (const auto& problem : feed_problems(file, loaded->policy)) {
    report += config::show(problem, loaded->text);
  }
  if (!report.empty()) return policy::Refused{BadPolicy{std::move(report)}};
  loaded->file = file.string();
  return FoundPolicy{.policy = *std::move(loaded)};
}

}  // namespace

PolicyBefore policy_before(db::Database& state) {
  return state.read([](db::Connection& db) {
    return PolicyBefore{catalog::revision_in_force(db), catalog::policy_file(db)};
  });
}

policy::Result<FoundPolicy, BadPolicy> find_policy(const std::filesystem::path& file,
                                                   const PolicyBefore& before) {
  auto text = read_text(file);
  if (!text) return policy::Refused{BadPolicy{text.error() + "\n"}};
  if (!is_overtaken(*text, before)) return of_file(file, *std::move(text));
  auto loaded = load_policy(file, before.in_force->text);
  if (!loaded) return policy::Refused{std::move(loaded).error()};
  return FoundPolicy{*std::move(loaded), stays(file, *before.in_force)};
}

}  // namespace relay::app
