#include "relay/feed/clamav/database_survey.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <set>
#include <utility>

#include "relay/feed/clamav/known_database.h"
#include "relay/feed/clamav/paths.h"

namespace relay::feed::clamav {
namespace {

using policy::Refused;

constexpr std::uint64_t kPatchesAtFirst = 10;

class Surveying {
 public:
  Surveying(Visit& visit, const Settings& settings, const std::string& database)
      : visit_{visit},
        settings_{settings},
        database_{database},
        known_{known_database(visit, database)} {
    const auto part = visit.known.parts.find(database);
    if (part != visit.known.parts.end()) part_ = part->second;
  }

  DatabaseSurvey run() {
    std::optional<Fault> unreachable;
    for (const std::string& url : settings_.upstreams) {
      auto asked = ask(url);
      if (asked) return std::move(found_);
      Fault why = std::move(asked).error();
      if (why.kind == Fault::Kind::DiskFull) return without(std::move(why));
      if (why.kind == Fault::Kind::Refused) {
        found_.faults.push_back(at(url, std::move(why)));
        continue;
      }
      if (unreachable) why.what = unreachable->what + "; " + why.what;
      unreachable = std::move(why);
    }
    if (settings_.upstreams.empty()) {
      unreachable = Fault{.part = database_, .what = "no upstream is set"};
    }
    return without(std::move(unreachable));
  }

 private:
  /// Done: what it had is settled, in found_.
  policy::Result<policy::Done, Fault> ask(const std::string& url) {
    Upstream upstream{visit_, settings_, url, database_};
    auto announced = upstream.poll();
    if (!announced) return Refused{std::move(announced).error()};
    const Header& header = announced->header;
    if (part_ && header.version < part_->version) return Refused{older(header)};
    if (known_ && header.version == known_->header.version) {
      if (header != known_->header) return Refused{changed(header)};
      keep_known();
      return policy::Done{};
    }
    const bool again = part_ && header.version == part_->version;
    const std::uint64_t room = visit_.room;
    auto taken = upstream.take(*announced, again ? std::optional{part_->digest} : std::nullopt);
    if (!taken) {
      visit_.room = room;  // What was downloaded is gone again, so the next upstream has its place.
      return Refused{std::move(taken).error()};
    }
    accept(header, *std::move(taken));
    add_patches(upstream, header.version);
    found_.fresh = Fresh{url, *std::move(announced)};
    return policy::Done{};
  }

  void accept(const Header& header, Taken taken) {
    Present present{.part = {.part = database_,
                             .version = header.version,
                             .digest = taken.database.digest,
                             .accepted_at = visit_.now},
                    .stime = header.stime,
                    .files = {std::move(taken.database)},
                    .vouching = std::move(taken.vouching)};
    if (part_ && part_->version == header.version) present.part = *part_;
    if (taken.sign) present.files.push_back(*std::move(taken.sign));
    found_.present = std::move(present);
  }

  // At first sight, or when the database was lost, a few; then all since the one that we had.
  void add_patches(Upstream& upstream, std::uint64_t newest) {
    auto patches = known_patches(visit_, database_);
    const bool first = !known_;
    const std::uint64_t most =
        std::min<std::uint64_t>(settings_.cdiffs, first ? kPatchesAtFirst : settings_.cdiffs);
    const std::uint64_t had = first ? 0 : known_->header.version;
    for (std::uint64_t i = 0; i < most && newest - i > had; ++i) {
      if (has_patch(patches, newest - i)) continue;
      auto fetched = upstream.patch(newest - i);
      if (!fetched) {
        found_.faults.push_back(std::move(fetched).error());
        if (found_.faults.back().kind != Fault::Kind::Refused) break;
        continue;
      }
      if (fetched->empty() && first) break;
      std::ranges::move(*fetched, std::back_inserter(patches));
    }
    add_newest(std::move(patches));
  }

  bool has_patch(const std::vector<store::File>& patches, std::uint64_t version) const {
    const std::string path = cdiff_path(database_, version);
    return std::ranges::any_of(patches, [&](const auto& file) { return file.path == path; });
  }

  void add_newest(std::vector<store::File> patches) {
    std::set<std::uint64_t, std::greater<>> versions;
    for (const auto& file : patches) versions.insert(*cdiff_version(database_, file.path));
    while (versions.size() > settings_.cdiffs) versions.erase(std::prev(versions.end()));
    for (auto& file : patches) {
      if (versions.contains(*cdiff_version(database_, file.path))) {
        found_.present->files.push_back(std::move(file));
      }
    }
  }

  void keep_known() {
    Present present{.part = {.part = database_,
                             .version = known_->header.version,
                             .digest = known_->database.digest,
                             .accepted_at = visit_.now},
                    .stime = known_->header.stime,
                    .files = {known_->database}};
    if (part_) present.part = *part_;
    if (known_->sign) present.files.push_back(*known_->sign);
    found_.present = std::move(present);
    add_newest(known_patches(visit_, database_));
  }

  DatabaseSurvey without(std::optional<Fault> why) {
    if (known_) keep_known();
    found_.lost = !known_ && part_;
    if (why) found_.faults.push_back(*std::move(why));
    return std::move(found_);
  }

  // Where there are several upstreams, a refusal says whose answer it was.
  Fault at(const std::string& url, Fault why) const {
    const bool told = settings_.upstreams.size() == 1 || why.what.starts_with(url);
    if (!told) why.what = url + ": " + why.what;
    return why;
  }

  Fault refusal(const Header& header, std::string what) const {
    return {.kind = Fault::Kind::Refused,
            .part = database_,
            .version = std::to_string(header.version),
            .what = std::move(what) + "; not taken"};
  }

  Fault older(const Header& header) const {
    return refusal(header, "it is older than " + std::to_string(part_->version) +
                               ", which was accepted at " + policy::show(part_->accepted_at));
  }

  Fault changed(const Header& header) const {
    return refusal(header, "it changed under the same version: its header has the MD5 " +
                               header.md5 + " and the time " + policy::rfc3339(header.stime) +
                               ", the accepted one " + known_->header.md5 + " and " +
                               policy::rfc3339(known_->header.stime));
  }

  Visit& visit_;
  const Settings& settings_;
  const std::string& database_;
  const std::optional<KnownDatabase> known_;
  std::optional<catalog::PartRow> part_;
  DatabaseSurvey found_;
};

}  // namespace

DatabaseSurvey survey_database(Visit& visit, const Settings& settings,
                               const std::string& database) {
  return Surveying{visit, settings, database}.run();
}

}  // namespace relay::feed::clamav
