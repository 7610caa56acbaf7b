#include "relay/app/cli/audit.h"

#include "policy/digest.h"
#include "relay/app/cli/calls.h"
#include "relay/app/cli/fields.h"
#include "relay/app/cli/visible.h"
#include "relay/json/write.h"

namespace relay::app::cli {
namespace {

using json::Value;
using policy::Refused;

bool is_head(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return false;
  return whole_number(text.substr(0, colon)) && policy::Digest::parse_hex(text.substr(colon + 1));
}

/// What does not fit ends with 1: a script must notice.
Ended verified(const Tools& tools, const std::string& since) {
  const auto answer = answer_to(tools.call, get("audit/verify", {{"since", since}}));
  if (!answer) return failed(answer.error(), tools);
  const bool fits = (*answer)["trouble"].null();
  const std::string said = text((*answer)["sentence"]) + "\n";
  Ended ended{.code = fits ? 0 : 1};
  if (tools.json) {
    ended.out = json::write_indented(*answer);
  } else if (fits) {
    ended.out = said + "head " + text((*answer)["head"]) + "\n";
  } else {
    ended.err = "sluice: " + said;
  }
  return ended;
}

/// A line "word value" of the bundle's manifest, its first file: see relay/audit/bundle.h.
std::string in_manifest(std::string_view archive, const std::string& word) {
  constexpr std::size_t kHeader = 512;
  if (archive.size() < kHeader) return {};
  const std::string_view manifest = archive.substr(kHeader, 4'096);
  const std::size_t found = manifest.find("\n" + word + " ");
  if (found == std::string_view::npos) return {};
  const std::size_t begin = found + word.size() + 2;
  return std::string{manifest.substr(begin, manifest.find('\n', begin) - begin)};
}

struct WantedBundle {
  std::string file{};
  std::string from{};
};

Ended show_exported(const Tools& tools, const std::string& file, std::string_view archive) {
  const std::string from = in_manifest(archive, "from"), to = in_manifest(archive, "to");
  const std::string head = in_manifest(archive, "head"), last = in_manifest(archive, "last");
  const auto end = whole_number(to);
  const bool more = end && last != to;
  const std::string next = more ? std::to_string(*end + 1) : "";
  if (tools.json) {
    return {.out = json::write_indented(Value::Record{{"file", file},
                                                      {"from", whole_number(from)},
                                                      {"head", head},
                                                      {"next", more ? Value{*end + 1} : Value{}}})};
  }
  std::string lines = visible(file) + " holds rows " + from + " to " + to + " of " + last +
                      "; unpacked anywhere, 'sh VERIFY.txt' checks it with openssl\nhead " + head +
                      "\n";
  if (more) lines += "later rows: sluice audit export --to FILE --from " + next + "\n";
  return {.out = lines};
}

Ended export_to(const Tools& tools, const WantedBundle& wanted) {
  const Ask ask = get("audit/export", {{"from", wanted.from}});
  const auto archive = bytes_of(tools.call, ask);
  if (!archive) return failed(archive.error(), tools);
  if (const auto refused = tools.write(wanted.file, *archive)) {
    return failed({*refused, {}}, tools);
  }
  return show_exported(tools, wanted.file, *archive);
}

}  // namespace

OrMisuse<What> audit_verify(const Words& words) {
  const std::string since = words["--since"];
  if (words.has("--since") && !is_head(since)) {
    return Refused{in_quotes(since) +
                   " is not a head: the number of a row, a colon and 64 hexadecimal digits"};
  }
  return What{Doing{[since](const Tools& tools) { return verified(tools, since); }}};
}

OrMisuse<What> audit_export(const Words& words) {
  if (!words.has("--to")) return Refused{see_help(words.form, "the file is missing: --to FILE")};
  WantedBundle wanted{.file = words["--to"], .from = words["--from"]};
  if (words.has("--from") && !whole_number(wanted.from)) {
    return Refused{in_quotes(wanted.from) + " is not the number of a row: whole, from 1"};
  }
  return What{Doing{[wanted](const Tools& tools) { return export_to(tools, wanted); }}};
}

}  // namespace relay::app::cli
