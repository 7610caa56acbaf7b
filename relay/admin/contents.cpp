#include "relay/admin/contents.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "relay/admin/answers.h"
#include "relay/admin/describe.h"
#include "relay/admin/named_release.h"
#include "relay/admin/slice.h"

namespace relay::admin {
namespace {

using json::Value;
using policy::Refused;
using store::File;
using store::Tree;

const char* word(store::Role role) {
  switch (role) {
    case store::Role::Pointer:
      return "pointer";
    case store::Role::Signature:
      return "signature";
    case store::Role::Immutable:
      return "immutable";
  }
  return "";
}

/// A path, in one release or in both.
struct Held {
  const File* now = nullptr;
  const File* before = nullptr;

  const File& told() const { return now != nullptr ? *now : *before; }
  const char* change() const {
    if (before == nullptr) return "added";
    if (now == nullptr) return "removed";
    return now->digest == before->digest ? "same" : "changed";
  }
};

std::vector<Held> alone(const Tree& tree) {
  std::vector<Held> all;
  for (const File& file : tree.files) all.push_back({.now = &file});
  return all;
}

/// Both are in order of path.
std::vector<Held> side_by_side(const Tree& now, const Tree& before) {
  std::vector<Held> all;
  auto one = now.files.begin();
  auto other = before.files.begin();
  while (one != now.files.end() || other != before.files.end()) {
    const bool none = one == now.files.end(), none_before = other == before.files.end();
    const bool here = !none && (none_before || one->path <= other->path);
    const bool there = !none_before && (none || other->path <= one->path);
    all.push_back({here ? &*one : nullptr, there ? &*other : nullptr});
    if (here) ++one;
    if (there) ++other;
  }
  return all;
}

Value count_of(const std::vector<Held>& all, std::string_view change) {
  std::uint64_t files = 0, bytes = 0;
  for (const Held& one : all) {
    if (!change.empty() && one.change() != change) continue;
    ++files;
    bytes += one.told().size;
  }
  return Value::Record{{"files", files}, {"bytes", bytes}};
}

Value differences(const std::vector<Held>& all) {
  Value::Record counts;
  for (const char* const change : {"added", "removed", "changed", "same"}) {
    counts.push_back({change, count_of(all, change)});
  }
  return counts;
}

Value what_was(const File* file) {
  if (file == nullptr) return {};
  return Value::Record{{"size", file->size}, {"digest", file->digest}};
}

Value describe_held(const Held& one, bool compared) {
  const File& file = one.told();
  const bool here = one.now != nullptr;
  return Value::Record{{"path", file.path},
                       {"role", word(file.role)},
                       {"media_type", file.media_type},
                       {"size", here ? Value{file.size} : Value{}},
                       {"digest", here ? Value{file.digest} : Value{}},
                       {"modified", file.modified},
                       {"change", compared ? Value{one.change()} : Value{}},
                       {"before", what_was(one.before)}};
}

Value describe_marks(const policy::Marks& marks) {
  return Value::Record{{"major", marks.major},
                       {"kernel", marks.kernel},
                       {"unknown", marks.unknown},
                       {"engine", text_or_null(marks.engine)}};
}

/// The release that is asked about, and the one that it is held against, if any.
struct Compared {
  catalog::ReleaseRow release;
  std::optional<catalog::ReleaseRow> against{};
};

policy::Result<Compared, http::Response> compared_named(const Parts& parts, const Call& call) {
  const auto rows =
      parts.state.read([&](db::Connection& db) { return catalog::releases(db, *call.feed); });
  const auto release = release_named(rows, call, "version");
  if (!release) return Refused{release.error()};
  Compared asked{.release = *release};
  if (!call.request.parameter("against")) return asked;
  const auto against = release_named(rows, call, "against");
  if (!against) return Refused{against.error()};
  asked.against = *against;
  return asked;
}

/// Where a slice begins: so many entries stand before it.
struct Stretch {
  std::size_t begin = 0;
  std::size_t limit = 0;
};

policy::Result<Stretch, http::Response> stretch_named(const Call& call) {
  const auto slice = numbered_slice_named(call);
  if (!slice) return Refused{slice.error()};
  return Stretch{static_cast<std::size_t>(slice->below), slice->limit};
}

void add_files(Value::Record& answer, const std::vector<Held>& all, bool compared,
               const Stretch& stretch) {
  const std::size_t begin = std::min(stretch.begin, all.size());
  const std::size_t end = begin + std::min(stretch.limit, all.size() - begin);
  Value::List files;
  for (std::size_t i = begin; i < end; ++i) files.push_back(describe_held(all[i], compared));
  answer.push_back({"files", std::move(files)});
  answer.push_back({"left_off", all.size() - end});
  answer.push_back({"next", end == all.size() ? Value{} : Value{std::to_string(end)}});
}

void add_nothing(Value::Record& answer) {
  for (const char* const name : {"all", "differences", "files", "left_off", "next"}) {
    answer.push_back({name, Value{}});
  }
}

void add_contents(Value::Record& answer, const Parts& parts, const Compared& asked,
                  const Stretch& stretch) {
  const auto tree = parts.tree_of(asked.release.release.tree);
  const auto older =
      asked.against ? parts.tree_of(asked.against->release.tree) : std::optional<Tree>{};
  if (!tree || (asked.against && !older)) return add_nothing(answer);
  auto all = older ? side_by_side(*tree, *older) : alone(*tree);
  answer.push_back({"all", count_of(alone(*tree), "")});
  answer.push_back({"differences", older ? differences(all) : Value{}});
  if (older) {
    std::erase_if(all, [](const Held& one) { return std::string_view{one.change()} == "same"; });
  }
  add_files(answer, all, older.has_value(), stretch);
}

}  // namespace

http::Response get_contents(const Parts& parts, const Call& call) {
  const auto stretch = stretch_named(call);
  if (!stretch) return stretch.error();
  const auto asked = compared_named(parts, call);
  if (!asked) return asked.error();
  Value::Record answer{{"feed", call.feed->text()},
                       {"release", describe(asked->release)},
                       {"marks", describe_marks(asked->release.release.marks)},
                       {"going_back", describe(parts.going_back(*call.feed))},
                       {"against", asked->against ? describe(*asked->against) : Value{}}};
  add_contents(answer, parts, *asked, *stretch);
  return ok(std::move(answer));
}

}  // namespace relay::admin
