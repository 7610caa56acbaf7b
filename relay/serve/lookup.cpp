#include "relay/serve/lookup.h"

#include <algorithm>
#include <charconv>
#include <string>

#include "policy/plan.h"

namespace relay::serve {
namespace {

const store::File* file_in(const rollout::Table& table, const std::string& path) {
  const auto found = table.files.find(path);
  return found == table.files.end() ? nullptr : &found->second;
}

/// `before` N `after`, where N is written as the vendor writes it: without leading zeros.
bool fills(const store::Gap& gap, std::string_view path) {
  if (path.size() <= gap.before.size() + gap.after.size()) return false;
  if (!path.starts_with(gap.before) || !path.ends_with(gap.after)) return false;
  path.remove_prefix(gap.before.size());
  path.remove_suffix(gap.after.size());
  std::uint64_t number = 0;
  const char* const end = path.data() + path.size();
  const auto [rest, error] = std::from_chars(path.data(), end, number);
  if (error != std::errc{} || rest != end || (path.front() == '0' && path.size() > 1)) return false;
  return gap.first <= number && number <= gap.last;
}

const store::File* immutable_in(const rollout::Table& table, const std::string& path) {
  const store::File* const file = file_in(table, path);
  return file != nullptr && file->role == store::Role::Immutable ? file : nullptr;
}

/// In what a client may have begun with besides what it is given.
const store::File* other_file(const rollout::Publication& publication, const Given& given,
                              const std::string& path, policy::Instant now) {
  for (auto open = publication.tables.rbegin(); open != publication.tables.rend(); ++open) {
    if (open->first > given.newest) continue;
    if (const auto* const file = immutable_in(*open->second, path)) return file;
  }
  for (const rollout::Recent& recent : publication.recent) {
    if (recent.until <= now) continue;
    if (const auto* const file = immutable_in(*recent.table, path)) return file;
  }
  return nullptr;
}

std::optional<Given> open_release(const rollout::Publication& publication, policy::Sequence release,
                                  policy::Sequence newest) {
  const auto table = publication.tables.find(release);
  if (table == publication.tables.end()) return std::nullopt;
  const auto came = publication.since.find(release);
  const auto since = came == publication.since.end() ? policy::Instant{} : came->second;
  return Given{table->second.get(), since, newest};
}

}  // namespace

std::optional<Given> offered(const rollout::Publication& publication, policy::Place caller) {
  const auto release = policy::choose(publication.open, caller);
  return release ? open_release(publication, *release, *release) : std::nullopt;
}

std::optional<Given> kept(const rollout::Publication& publication, policy::Sequence release,
                          const Given& offer) {
  if (release >= offer.newest) return std::nullopt;
  if (const auto open = open_release(publication, release, offer.newest)) return open;
  const auto recent = std::ranges::find_if(publication.recent, [&](const rollout::Recent& one) {
    return one.table->release == release && !one.rolled_back;
  });
  if (recent == publication.recent.end()) return std::nullopt;
  return Given{recent->table.get(), recent->since, offer.newest};
}

Found find(const rollout::Publication& publication, const Given& given, std::string_view path,
           policy::Instant now) {
  const std::string name{path};
  if (const auto* const file = file_in(*given.table, name)) {
    const bool payload = file->role != store::Role::Signature;
    return Served{file, given.since, payload && file->modified == given.table->newest};
  }
  if (const auto* const file = other_file(publication, given, name, now)) {
    return Served{file, given.since};
  }
  const auto fits = [&](const store::Gap& gap) { return fills(gap, path); };
  if (std::ranges::any_of(given.table->gaps, fits)) return InGap{};
  return NotThere{};
}

}  // namespace relay::serve
