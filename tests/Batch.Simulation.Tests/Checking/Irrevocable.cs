using Batch.Core.Attempts;
using Batch.Core.Chunks;
using Batch.Core.Leases;

namespace Batch.Simulation.Tests.Checking;

/// <summary>What a write may never do to a row, whatever the rows around it say.</summary>
internal static class Irrevocable
{
    public static void Check(object before, object after)
    {
        switch (before, after)
        {
            case (Chunk was, Chunk now):
                Holds(now.Epoch >= was.Epoch, "I6", $"the epoch of {now.Id} fell from {was.Epoch} to {now.Epoch}");
                Holds(!was.HasEnded || now.State == was.State, "I1", $"{now.Id} ended {was.State} and became {now.State}");
                break;
            case (Attempt was, Attempt now):
                Holds(was.IsOpen || (now.State, now.Meter) == (was.State, was.Meter), "I3", $"{now.Id} had ended {was.State} and was changed");
                Holds(now.Meter.Run >= was.Meter.Run && now.Meter.QualityRedo >= was.Meter.QualityRedo, "I3", $"the meter of {now.Id} ran backwards");
                break;
            case (WorkerSession was, WorkerSession now):
                Holds(was.IsLive || now.State == was.State, "I3", $"{now.Id} came back");
                Holds(now.Sequence >= was.Sequence && now.At >= was.At, "I3", $"the cut of {now.Id} went backwards");
                break;
        }
    }

    private static void Holds(bool condition, string invariant, FormattableString otherwise)
    {
        if (!condition)
        {
            throw new BrokenException(invariant, FormattableString.Invariant(otherwise));
        }
    }
}
