using Batch.Core.Attempts;

namespace Batch.Coordinator.Attempts;

/// <summary>The reasons of the wire as the domain has them: the same words in two layers that do not know each other.</summary>
internal static class FailureReasons
{
    public static FailureReason Of(Contracts.Attempts.FailureReason reason) => reason switch
    {
        Contracts.Attempts.FailureReason.BadInput => FailureReason.BadInput,
        Contracts.Attempts.FailureReason.EngineCrash => FailureReason.EngineCrash,
        Contracts.Attempts.FailureReason.Timeout => FailureReason.Timeout,
        Contracts.Attempts.FailureReason.Machinery => FailureReason.Machinery,
        Contracts.Attempts.FailureReason.Killed => FailureReason.Killed,
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "A reason that the domain does not know."),
    };
}
