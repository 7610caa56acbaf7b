#pragma once

#include "relay/app/cli/offers.h"

/// What a shell reads so that it completes commands and their options, and files where one is
/// wanted. All of it is made of how commands are written, so none is forgotten.
namespace relay::app::cli {

std::string completion(Shell shell, std::span<const Form> forms);

std::string bash_completion(const std::vector<Place>& places);
std::string zsh_completion(const std::vector<Place>& places);
std::string fish_completion(const std::vector<Place>& places);

}  // namespace relay::app::cli
