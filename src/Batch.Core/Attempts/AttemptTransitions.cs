using Batch.Core.States;
using static Batch.Core.Attempts.AttemptState;

namespace Batch.Core.Attempts;

public static class AttemptTransitions
{
    public static Transitions<AttemptState> Table { get; } = new(
        (Running, [Committed, Refused, Failed, Released, Lost]));
}
