using Batch.Core.Attempts;
using Batch.Core.Chunks;
using Batch.Core.Ids;
using Batch.Core.Items;
using Batch.Core.Jobs;
using Batch.Core.Leases;
using Batch.Core.Ledger;
using Batch.Core.Metering;

namespace Batch.Simulation.Tests.Checking;

/// <summary>
/// The invariants of the design, asked of what is on record. <see cref="Check"/> holds at every instant, <see cref="CheckAtRest"/>
/// once everything has ended. Budgets (I8) are not there yet.
/// </summary>
internal sealed class Invariants
{
    public static readonly TimeSpan LeaseTerm = TimeSpan.FromSeconds(45);

    private readonly Records _records;
    private readonly ILookup<ChunkId, Attempt> _attempts;
    private readonly ILookup<AttemptId, Posting> _postings;

    private Invariants(Records records)
    {
        _records = records;
        _attempts = records.Attempts.ToLookup(a => a.ChunkId);
        _postings = records.Postings.Where(p => p.Account.AttemptId is not null).ToLookup(p => p.Account.AttemptId!.Value);
    }

    public static void Check(Records records)
    {
        var now = new Invariants(records);
        foreach (var chunk in records.Chunks)
        {
            CheckChunk(chunk, [.. now._attempts[chunk.Id]]);
        }

        now.CheckAttempts();
        now.CheckItems();
        now.CheckResults();
        now.CheckSessions();
        now.CheckJobs();
    }

    /// <summary>Every fault has healed and every worker has said goodbye.</summary>
    public static void CheckAtRest(Records records)
    {
        Check(records);
        Each(records.Jobs, j => j.HasEnded, "I5", j => $"{j.Id} is still {j.State}");
        Each(records.Items, i => i.HasEnded, "I1", i => $"{i.Id} is still {i.State}");
        Each(records.Chunks, c => c.HasEnded, "I1", c => $"{c.Id} is still {c.State}");
        Each(records.Attempts, a => !a.IsOpen, "I3", a => $"{a.Id} is still open");
        Each(records.Sessions, s => !s.IsLive, "I3", s => $"{s.Id} is still {s.State}");
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
        Holds(attempts.DistinctBy(a => a.Epoch).Count() == attempts.Count, "I6", $"two attempts of {chunk.Id} have one epoch");
    }

    private void CheckAttempts()
    {
        Once(_records.Attempts, a => a.ClaimId, "I6", a => $"the claim of {a.Id} was granted twice");
        foreach (var attempt in _records.Attempts)
        {
            var postings = _postings[attempt.Id].ToList();
            Holds(postings.Count == (attempt.IsOpen ? 0 : 1), "I3", $"{attempt.Id} ({attempt.State}) has {postings.Count} terminal postings");
            var lines = postings.SelectMany(p => p.Lines).ToList();
            Holds(attempt.IsOpen || Sum(lines) == attempt.Meter.Total, "I3", $"the lines of {attempt.Id} do not add up to its meter");
            Holds(attempt.State is AttemptState.Committed || lines.TrueForAll(l => l.Cause is not (Cause.Useful or Cause.QualityRedo)), "I4", $"{attempt.Id} ({attempt.State}) is billed as useful");
        }
    }

    private void CheckItems()
    {
        Once(_records.Chunks, c => (c.Spec.ItemId, c.Spec.Round, c.Spec.Stage, c.Spec.Sequence), "I2", c => $"stage {c.Spec.Stage} of {c.Spec.ItemId} was opened twice");
        var cancelled = _records.Jobs.Where(j => j.State is JobState.Cancelling or JobState.Cancelled).Select(j => j.Id).ToHashSet();
        var chunks = _records.Chunks.ToLookup(c => c.Spec.ItemId);
        foreach (var item in _records.Items)
        {
            var open = chunks[item.Id].Count(c => !c.HasEnded);
            Holds(open == 0 || item.State is ItemState.Open, "I1", $"{item.Id} is {item.State} with {open} open chunks");
            // Cancelling closes chunks without counting them: the item ends with them.
            Holds(cancelled.Contains(item.JobId) || item.State is not ItemState.Open || open == item.OpenChunks, "I1", $"{item.Id} counts {item.OpenChunks} open chunks, there are {open}");
            Holds(item.State is not ItemState.Open || open > 0 || cancelled.Contains(item.JobId), "I7", $"{item.Id} is open and nothing of it is");
            CheckTiles(item, [.. chunks[item.Id].Where(c => c.Spec.Round == item.Round && c.Spec.IsPlanned).OrderBy(c => c.Spec.Sequence)]);
        }
    }

    private static void CheckTiles(Item item, List<Chunk> planned)
    {
        var at = 0L;
        foreach (var chunk in planned)
        {
            Holds(chunk.Spec.RangeStart == at, "I2", $"{chunk.Id} begins at {chunk.Spec.RangeStart}, not at {at}");
            at = chunk.Spec.RangeEnd;
        }

        Holds(planned.Count == 0 || item.Work == 0 || at == item.Work, "I2", $"the chunks of {item.Id} end at {at}, not at {item.Work}");
    }

    private void CheckResults()
    {
        Once(_records.Results, r => (r.ItemId, r.Round, r.Stage, r.Sequence), "I1", r => $"a chunk of {r.ItemId} has two results");
        var results = _records.Results.ToDictionary(r => (r.ItemId, r.Round, r.Stage, r.Sequence), r => r.Epoch);
        var rounds = _records.Items.ToDictionary(i => i.Id, i => i.Round);
        // Results of earlier rounds go when a later one has been published.
        foreach (var spec in _records.Chunks.Where(c => c.Spec.Round == rounds[c.Spec.ItemId]))
        {
            var has = results.TryGetValue((spec.Spec.ItemId, spec.Spec.Round, spec.Spec.Stage, spec.Spec.Sequence), out var epoch);
            Holds(has == spec.State is ChunkState.Committed, "I1", $"{spec.Id} is {spec.State} and {(has ? "has" : "has no")} result");
            Holds(!has || epoch == spec.Epoch, "I6", $"the result of {spec.Id} is of epoch {epoch}, not {spec.Epoch}");
        }
    }

    private void CheckSessions()
    {
        Once(_records.Sessions.Where(s => s.IsLive), s => s.Instance, "I3", s => $"{s.Instance} has two live sessions");
        var attempts = _records.Attempts.ToLookup(a => a.SessionId);
        var own = _records.Postings.Where(p => p.Account.AttemptId is null).ToLookup(p => p.Account.SessionId);
        foreach (var session in _records.Sessions.Where(s => !s.IsLive))
        {
            var used = attempts[session.Id].Aggregate(DeviceTime.Zero, (sum, a) => sum + a.Meter.Total);
            var attributed = session.Idle + session.ColdStart + session.Unattributed + used;
            Holds(attributed == session.Uptime, "I3", $"the causes of {session.Id} add up to {attributed}, its uptime is {session.Uptime}");
            var posted = Sum(own[session.Id].SelectMany(p => p.Lines)) + Sum(attempts[session.Id].SelectMany(a => _postings[a.Id]).SelectMany(p => p.Lines));
            Holds(posted == session.Uptime, "I3", $"the postings of {session.Id} add up to {posted}, its uptime is {session.Uptime}");
            Holds(session.State is not SessionState.Lost || session.EndedAt - session.SeenAt >= LeaseTerm, "I7", $"{session.Id} was declared lost {session.EndedAt - session.SeenAt} after its last renewal");
        }
    }

    private void CheckJobs()
    {
        var ended = _records.Jobs.Where(j => j.HasEnded).Select(j => j.Id).ToHashSet();
        Each(_records.Items, i => i.HasEnded || !ended.Contains(i.JobId), "I1", i => $"{i.Id} is {i.State}, its job has ended");
        Each(_records.Attempts, a => !a.IsOpen || !ended.Contains(a.JobId), "I3", a => $"{a.Id} is open, its job has ended");
        Each(_records.Chunks, c => c.HasEnded || !ended.Contains(c.Spec.JobId), "I1", c => $"{c.Id} is {c.State}, its job has ended");
    }

    private static void Once<T, TKey>(IEnumerable<T> rows, Func<T, TKey> key, string invariant, Func<T, string> otherwise)
    {
        var seen = new HashSet<TKey>();
        foreach (var row in rows.Where(r => !seen.Add(key(r))))
        {
            throw new BrokenException(invariant, otherwise(row));
        }
    }

    private static void Each<T>(IEnumerable<T> rows, Func<T, bool> holds, string invariant, Func<T, string> otherwise)
    {
        foreach (var row in rows.Where(r => !holds(r)))
        {
            throw new BrokenException(invariant, otherwise(row));
        }
    }

    private static void Holds(bool condition, string invariant, FormattableString otherwise)
    {
        if (!condition)
        {
            throw new BrokenException(invariant, FormattableString.Invariant(otherwise));
        }
    }

    private static DeviceTime Sum(IEnumerable<PostingLine> lines) => lines.Aggregate(DeviceTime.Zero, (sum, line) => sum + line.Time);
}
