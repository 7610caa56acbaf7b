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

std::string name(const catalog::RevisionRow& row) {
  return "revision " + std::to_string(row.number) + ", which " + row.by + " applied,";
}

using Found = policy::Result<FoundPolicy, UnfitPolicy>;

Found unfit_file(std::string report) {
  return policy::Refused{UnfitPolicy{"the policy file does not check", std::move(report), true}};
}

Found of_file(const std::filesystem::path& file) {
  auto text = read_text(file);
  if (!text) return unfit_file(text.error() + "\n");
  auto loaded = load_policy(file, *std::move(text));
  if (!loaded) return unfit_file(loaded.error().report);
  std::string report;
  for (const auto& problem : feed_problems(file, loaded->policy)) {
    report += config::show(problem, loaded->text);
  }
  if (!report.empty()) return unfit_file(std::move(report));
  loaded->file = file.string();
  return FoundPolicy{.policy = *std::move(loaded)};
}

Found of_revision(const std::filesystem::path& file, const catalog::RevisionRow& row) {
  auto loaded = load_policy(file, row.text);
  if (loaded) return FoundPolicy{.policy = *std::move(loaded)};
  return policy::Refused{UnfitPolicy{name(row) + " does not check any more",
                                     name(row) + " has:\n" + loaded.error().report, false}};
}

}  // namespace

PolicyBefore policy_before(db::Database& state) {
  return state.read([](db::Connection& db) {
    return PolicyBefore{catalog::revision_in_force(db), catalog::policy_file(db)};
  });
}

policy::Result<FoundPolicy, UnfitPolicy> find_policy(const std::filesystem::path& file,
                                                     const PolicyBefore& before) {
  const auto text = read_text(file);
  if (!text || !is_overtaken(*text, before)) return of_file(file);
  auto found = of_revision(file, *before.in_force);
  if (found) found->said = stays(file, *before.in_force);
  return found;
}

policy::Result<FoundPolicy, UnfitPolicy> policy_to_start(const std::filesystem::path& file,
                                                         const PolicyBefore& before) {
  auto found = find_policy(file, before);
  if (found) return found;
  UnfitPolicy unfit = std::move(found).error();
  if (!before.in_force) {
    unfit.what += ", and no revision is in force";
    return policy::Refused{std::move(unfit)};
  }
  auto other = unfit.is_file ? of_revision(file, *before.in_force) : of_file(file);
  if (!other) {
    unfit.what += ", and " + other.error().what;
    unfit.report += other.error().report;
    return policy::Refused{std::move(unfit)};
  }
  other->report = std::move(unfit.report);
  other->said =
      unfit.what + (unfit.is_file ? ": the revision that was in force before stays"
                                  : ": the policy file's text takes its place, and all is stopped");
  if (!unfit.is_file) other->stop = unfit.what + ", so the policy file's text took its place";
  return other;
}

}  // namespace relay::app
