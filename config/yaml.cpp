#include "config/yaml.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>
#include <utility>

namespace config {
namespace {

bool continues(char c) {
  return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U;
}

/// The lines of a text, to turn yaml-cpp's marks (from 0, columns in bytes) into Spots.
class Lines {
 public:
  explicit Lines(std::string_view text) {
    for (;;) {
      const auto end = text.find('\n');
      lines_.push_back(text.substr(0, end));
      if (end == std::string_view::npos) return;
      text.remove_prefix(end + 1);
    }
  }

  Spot spot(const YAML::Mark& mark) const {
    if (mark.is_null()) return {};
    return spot(static_cast<std::size_t>(mark.line), static_cast<std::size_t>(mark.column));
  }
  Spot spot(std::size_t line, std::size_t column) const {
    if (line >= lines_.size()) return {static_cast<unsigned>(lines_.size()), 1};
    const auto before = lines_[line].substr(0, column);
    const auto inside = std::ranges::count_if(before, continues);
    return {static_cast<unsigned>(line) + 1, static_cast<unsigned>(column - inside) + 1};
  }
  const std::vector<std::string_view>& all() const { return lines_; }

 private:
  std::vector<std::string_view> lines_{};
};

/// The length of the character that `text` begins with (RFC 3629); 0 when it is none that a
/// configuration may hold.
std::size_t character(std::string_view text) {
  const auto byte = [text](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const unsigned first = byte(0);
  if (first < 0x80) {
    const bool carriage_return = first == '\r' && text.size() == 1;
    return (first >= ' ' && first != 0x7f) || first == '\t' || carriage_return ? 1 : 0;
  }
  const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || text.size() < length) return 0;
  if (!std::ranges::all_of(text.substr(1, length - 1), continues)) return 0;
  const bool overlong = (first == 0xe0 && byte(1) < 0xa0) || (first == 0xf0 && byte(1) < 0x90);
  const bool surrogate = first == 0xed && byte(1) > 0x9f;
  const bool beyond = first == 0xf4 && byte(1) > 0x8f;
  return overlong || surrogate || beyond ? 0 : length;
}

bool readable(const Lines& lines, Problems& problems) {
  for (std::size_t number = 0; number < lines.all().size(); ++number) {
    const auto line = lines.all()[number];
    if (line.size() > kLongestLine) {
      problems.add(lines.spot(number, 0), "this line is longer than " +
                                              std::to_string(kLongestLine) + " bytes; break it up");
      return false;
    }
    for (std::size_t at = 0; at < line.size();) {
      const auto length = character(line.substr(at));
      if (length == 0) {
        problems.add(lines.spot(number, at), "this character is not printable UTF-8 text");
        return false;
      }
      at += length;
    }
  }
  return true;
}

/// Turns yaml-cpp's events into a tree. After the first thing that a tree cannot hold it only waits
/// for the end.
class Builder final : public YAML::EventHandler {
 public:
  Builder(const Lines& lines, Problems& problems) : lines_{lines}, problems_{problems} {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (documents_++ > 0) refuse(mark, "a second document begins here; one file is one document");
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    if (refused_ || !plain(mark, "", anchor)) return;
    // yaml-cpp's mark of nothing points behind it, often to the next line.
    Spot at{1, 1};
    if (!open_.empty()) at = open_.back().has_key ? open_.back().key_at : open_.back().node.at;
    attach({Node::Kind::Nothing, at, {}, {}, {}}, mark);
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    refuse(mark, "aliases are not used here; write the value out");
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    if (refused_ || !plain(mark, tag, anchor)) return;
    attach({Node::Kind::Text, lines_.spot(mark), value, {}, {}}, mark);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    begin(Node::Kind::List, mark, tag, anchor);
  }
  void OnSequenceEnd() override { end(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    begin(Node::Kind::Map, mark, tag, anchor);
  }
  void OnMapEnd() override { end(); }

  bool refused() const { return refused_; }
  Node root() && { return std::move(root_); }

 private:
  struct Open {
    Node node;
    bool has_key = false;
    std::string key{};
    Spot key_at{};
    YAML::Mark mark{};
  };

  void refuse(const YAML::Mark& mark, std::string sentence) {
    if (!refused_) problems_.add(lines_.spot(mark), std::move(sentence));
    refused_ = true;
  }
  // "?" and "!" are what yaml-cpp calls text without a tag, plain and quoted.
  bool plain(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    if (anchor != YAML::NullAnchor) refuse(mark, "anchors are not used here; write the value out");
    if (!tag.empty() && tag != "?" && tag != "!") refuse(mark, "tags are not used here");
    return !refused_;
  }
  void begin(Node::Kind kind, const YAML::Mark& mark, const std::string& tag,
             YAML::anchor_t anchor) {
    if (refused_ || !plain(mark, tag, anchor)) return;
    if (open_.size() == kDeepest) {
      return refuse(mark, "this is nested deeper than " + std::to_string(kDeepest) + " levels");
    }
    open_.push_back({{kind, lines_.spot(mark), {}, {}, {}}, false, {}, {}, mark});
  }
  void end() {
    if (refused_) return;
    Open done = std::move(open_.back());
    open_.pop_back();
    attach(std::move(done.node), done.mark);
  }
  void attach(Node node, const YAML::Mark& mark) {
    if (open_.empty()) {
      root_ = std::move(node);
      return;
    }
    Open& parent = open_.back();
    if (parent.node.kind == Node::Kind::List) {
      parent.node.items.push_back(std::move(node));
    } else if (parent.has_key) {
      parent.node.entries.push_back({std::move(parent.key), parent.key_at, std::move(node)});
      parent.has_key = false;
    } else if (node.kind == Node::Kind::Text) {
      parent.key = std::move(node.text);
      parent.key_at = node.at;
      parent.has_key = true;
    } else {
      refuse(mark, "the name of a setting is expected here");
    }
  }

  const Lines& lines_;
  Problems& problems_;
  std::vector<Open> open_{};
  Node root_{};
  unsigned documents_ = 0;
  bool refused_ = false;
};

void add_syntax(const YAML::Exception& wrong, const Lines& lines, Problems& problems) {
  const Spot at = lines.spot(wrong.mark);
  const auto line = at.line == 0 ? std::string_view{} : lines.all()[at.line - 1];
  const auto ink = std::min(line.find_first_not_of(" \t"), line.size());
  const auto tab = line.substr(0, ink).find('\t');
  if (tab != std::string_view::npos) {
    problems.add(lines.spot(at.line - 1, tab), "a tab stands here; YAML is indented with spaces");
  } else {
    problems.add(at, "this is not YAML: " + wrong.msg);
  }
}

}  // namespace

std::optional<Node> parse(std::string_view text, Problems& problems) {
  if (text.size() > kLongestText) {
    problems.add({}, "the file is longer than 1 MiB");
    return std::nullopt;
  }
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  const Lines lines{text};
  if (!readable(lines, problems)) return std::nullopt;

  std::istringstream in{std::string{text}};
  Builder builder{lines, problems};
  try {
    YAML::Parser parser{in};
    while (!builder.refused() && parser.HandleNextDocument(builder)) {
    }
  } catch (const YAML::Exception& wrong) {
    if (!builder.refused()) add_syntax(wrong, lines, problems);
    return std::nullopt;
  }
  if (builder.refused()) return std::nullopt;
  return std::move(builder).root();
}

}  // namespace config
