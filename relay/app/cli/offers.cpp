#include "relay/app/cli/offers.h"

#include <algorithm>

namespace relay::app::cli {
namespace {

using Kind = Offer::Kind;
using Forms = std::span<const Form>;

std::string_view first_word(std::string_view name) {
  return name.substr(0, name.find(' '));
}
std::string_view second_word(std::string_view name) {
  return name.substr(std::min(first_word(name).size() + 1, name.size()));
}

const Form* form_named(Forms forms, std::string_view name) {
  const auto found = std::ranges::find(forms, name, &Form::name);
  return found == forms.end() ? nullptr : &*found;
}

bool offered(const std::vector<Offer>& offers, std::string_view word) {
  return std::ranges::find(offers, word, &Offer::word) != offers.end();
}

/// The second words of commands that begin with this one.
std::vector<Offer> seconds(Forms forms, std::string_view first) {
  std::vector<Offer> offers;
  for (const Form& form : forms) {
    const bool is_one = form.name != first && first_word(form.name) == first;
    if (!is_one) continue;
    offers.push_back({Kind::Word, std::string{second_word(form.name)}, std::string{form.meaning}});
  }
  return offers;
}

std::vector<Offer> firsts(Forms forms) {
  std::vector<Offer> offers;
  for (const Form& form : forms) {
    const std::string first{first_word(form.name)};
    if (offered(offers, first)) continue;
    const Form* const whole = form_named(forms, first);
    std::vector<std::string> words;
    for (const Offer& second : seconds(forms, first)) words.push_back(second.word);
    offers.push_back(
        {Kind::Word, first, whole != nullptr ? std::string{whole->meaning} : joined(words, ", ")});
  }
  return offers;
}

Kind kind_of(const Option& option) {
  if (option.operand.empty()) return Kind::Flag;
  return option.operand == "FILE" ? Kind::File : Kind::Value;
}

/// "yes" and "no" of "yes|no": what is written small is meant as it is.
void add_choices(std::string_view operands, std::vector<Offer>& offers) {
  while (!operands.empty()) {
    const std::size_t end = std::min(operands.find_first_of(" |"), operands.size());
    const std::string_view word = operands.substr(0, end);
    if (!word.empty() && word.front() >= 'a' && word.front() <= 'z') {
      offers.push_back({Kind::Word, std::string{word}, ""});
    }
    operands.remove_prefix(std::min(end + 1, operands.size()));
  }
}

Place place_of(const Form& form) {
  Place place{.words = std::string{form.name},
              .files = form.operands.find("FILE") != std::string_view::npos};
  add_choices(form.operands, place.offers);
  for (const Option& option : options()) {
    if (!has(form, option)) continue;
    place.offers.push_back(
        {kind_of(option), std::string{option.name}, std::string{option.meaning}});
  }
  return place;
}

/// Behind a word that more than one command begins with, or that takes one as its operand.
void add_after_first(Forms forms, const std::string& first, std::vector<Place>& places) {
  const Form* const whole = form_named(forms, first);
  const bool takes_command =
      whole != nullptr && whole->operands.find("COMMAND") != std::string_view::npos;
  Place place{.words = first, .alone = true};
  place.offers = takes_command ? firsts(forms) : seconds(forms, first);
  if (place.offers.empty()) return;
  if (whole != nullptr) {
    const auto own = place_of(*whole).offers;
    place.offers.insert(place.offers.end(), own.begin(), own.end());
  }
  places.push_back(std::move(place));
}

}  // namespace

std::vector<Place> places(Forms forms) {
  const auto commands = firsts(forms);
  std::vector<Place> all{{.alone = true, .offers = commands}};
  for (const Offer& first : commands) add_after_first(forms, first.word, all);
  // Two words before one: "policy show" begins with "policy".
  for (const bool two : {true, false}) {
    for (const Form& form : forms) {
      if (second_word(form.name).empty() != two) all.push_back(place_of(form));
    }
  }
  return all;
}

std::vector<std::string> options_of(const std::vector<Place>& places, Kind kind) {
  std::vector<std::string> names;
  for (const Place& place : places) {
    for (const Offer& offer : place.offers) {
      if (offer.kind == kind && std::ranges::find(names, offer.word) == names.end()) {
        names.push_back(offer.word);
      }
    }
  }
  return names;
}

std::string quoted(std::string_view text, std::string_view quote) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') {
      out += quote;
    } else {
      out += c;
    }
  }
  return out + "'";
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : std::string{between}) + word;
  return out;
}

}  // namespace relay::app::cli
