#pragma once

#include "tests/policy/a_question.h"
#include "tests/policy/dice.h"

namespace tests {

/// Any question that the relay could ask about "office", which "pilot" is watched for and "plants"
/// watches: releases, openings in time, rules, limits, people's acts, evidence. The same seed asks
/// the same.
AQuestion random_question(unsigned seed);

}  // namespace tests
