using Batch.Core.Attempts;
using Batch.Core.Chunks;
using Batch.Core.Items;
using Batch.Core.Metering;

namespace Batch.Core.Tests.Fleet;

/// <summary>What holds after every step, whatever happened. The names are those of the design's invariants.</summary>
internal static class FleetInvariants
{
    public static void Check(Fleet fleet)
    {
        foreach (var chunk in fleet.Chunks)
        {
            CheckChunk(chunk, fleet.Attempts.FindAll(a => a.ChunkId == chunk.Id));
        }

        foreach (var attempt in fleet.Attempts)
        {
            CheckPostings(fleet, attempt);
        }

        foreach (var item in fleet.Items)
        {
            var open = fleet.Chunks.Count(c => c.Spec.ItemId == item.Id && !c.HasEnded);
            Holds(open == item.OpenChunks, "I1", $"{item.Id} counts {item.OpenChunks} open chunks, there are {open}");
            Holds(open == 0 || item.State is ItemState.Open, "I1", $"{item.Id} is {item.State} with open chunks");
        }

        CheckSessions(fleet);
    }

    public static void CheckEnd(Fleet fleet)
    {
        Holds(fleet.Jobs.TrueForAll(j => j.HasEnded), "I5", "a job never ended");
        Holds(fleet.Items.TrueForAll(i => i.HasEnded), "I5", "an item never ended");
        Holds(fleet.Chunks.TrueForAll(c => c.HasEnded), "I1", "a chunk never ended");
        Holds(fleet.Attempts.TrueForAll(a => !a.IsOpen), "I3", "an attempt never ended");
        Check(fleet);
    }

    private static void CheckChunk(Chunk chunk, List<Attempt> attempts)
    {
        var committed = attempts.FindAll(a => a.State is AttemptState.Committed);
        Holds(committed.Count <= 1, "I4", $"{chunk.Id} was committed {committed.Count} times");
        Holds(committed.Count == 1 == chunk.State is ChunkState.Committed, "I6", $"{chunk.Id} is {chunk.State} with {committed.Count} committed attempts");
        Holds(committed.TrueForAll(a => a.Id == chunk.Attempt && a.Epoch == chunk.Epoch), "I6", $"{chunk.Id} was committed under a stale epoch");

        var open = attempts.FindAll(a => a.IsOpen);
        Holds(open.TrueForAll(a => chunk.State is ChunkState.Leased && chunk.Attempt == a.Id && chunk.Epoch == a.Epoch), "I6", $"an open attempt does not own {chunk.Id}");
        Holds(open.Count == 1 == chunk.State is ChunkState.Leased, "I1", $"{chunk.Id} is {chunk.State} with {open.Count} open attempts");
        Holds(chunk.State is not ChunkState.Ready || attempts.TrueForAll(a => a.Epoch < chunk.Epoch), "I6", $"an earlier attempt of {chunk.Id} is not fenced");
    }

    private static void CheckPostings(Fleet fleet, Attempt attempt)
    {
        var postings = fleet.Postings.FindAll(p => p.Attempt == attempt);
        Holds(postings.Count == (attempt.IsOpen ? 0 : 1), "I3", $"{attempt.Id} ({attempt.State}) has {postings.Count} postings");
        var lines = postings.SelectMany(p => p.Lines).ToList();
        Holds(attempt.IsOpen || Sum(lines.Select(l => l.Time)) == attempt.Meter.Total, "I3", $"the lines of {attempt.Id} do not add up to its meter");
        Holds(
            lines.TrueForAll(l => l.Cause is Cause.Useful or Cause.QualityRedo == attempt.State is AttemptState.Committed),
            "I4",
            $"{attempt.Id} ({attempt.State}) is billed as {string.Join(", ", lines.Select(l => l.Cause))}");
    }

    private static void CheckSessions(Fleet fleet)
    {
        foreach (var session in fleet.Sessions.Where(s => !s.IsLive))
        {
            var attempts = Sum(fleet.Postings.Where(p => p.Attempt.SessionId == session.Id).SelectMany(p => p.Lines).Select(l => l.Time));
            var attributed = attempts + session.Idle + session.ColdStart + session.Unattributed;
            Holds(attributed == session.Uptime, "I3", $"the causes of {session.Id} add up to {attributed}, its uptime is {session.Uptime}");
        }
    }

    private static DeviceTime Sum(IEnumerable<DeviceTime> times) => times.Aggregate(DeviceTime.Zero, (sum, time) => sum + time);

    private static void Holds(bool condition, string invariant, string otherwise)
    {
        if (!condition)
        {
            Assert.Fail($"{invariant} is broken: {otherwise}.");
        }
    }
}
