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

const store::File* recent_file(const rollout::Publication& publication, const std::string& path,
                               policy::Instant now) {
  for (const rollout::Recent& recent : publication.recent) {
    if (recent.until <= now) continue;
    const store::File* const file = file_in(*recent.table, path);
    if (file != nullptr && file->role == store::Role::Immutable) return file;
  }
  return nullptr;
}

}  // namespace

Found find(const rollout::Publication& publication, policy::Place caller, std::string_view path,
           policy::Instant now) {
  const auto release = policy::choose(publication.open, caller);
  if (!release) return NotThere{};
  const auto table = publication.tables.find(*release);
  if (table == publication.tables.end()) return NotThere{};

  const std::string name{path};
  const auto came = publication.since.find(*release);
  const auto since = came == publication.since.end() ? policy::Instant{} : came->second;
  if (const auto* const file = file_in(*table->second, name)) {
    const bool payload = file->role != store::Role::Signature;
    return Served{file, since, payload && file->modified == table->second->newest};
  }
  if (const auto* const file = recent_file(publication, name, now)) return Served{file, since};
  const auto fits = [&](const store::Gap& gap) { return fills(gap, path); };
  if (std::ranges::any_of(table->second->gaps, fits)) return InGap{};
  return NotThere{};
}

}  // namespace relay::serve
