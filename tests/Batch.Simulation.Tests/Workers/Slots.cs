using Batch.Contracts.Attempts;
using Batch.Contracts.Leases;
using Batch.Worker.Attempts;
using Batch.Worker.Sessions;

namespace Batch.Simulation.Tests.Workers;

/// <summary>Claims and runs attempts within one session, as SlotLoop does: one more than there are slots.</summary>
internal sealed class Slots
{
    private static readonly TimeSpan RepeatClaimAfter = TimeSpan.FromSeconds(1);

    private readonly SimulatedWorker _worker;
    private readonly WorkerSession _session;
    private readonly Action _changed;
    private readonly Dictionary<string, Run> _runs = [];
    private readonly Queue<Action<int>> _waiting = new();
    private readonly SortedSet<int> _free;
    private readonly List<Guid> _claims = [];
    private int _permits;
    private bool _isDraining;
    private bool _isPolling;
    private bool _isWoken;

    /// <param name="worker">The process.</param>
    /// <param name="session">What it serves.</param>
    /// <param name="changed">Called when a run has ended or the session may have.</param>
    public Slots(SimulatedWorker worker, WorkerSession session, Action changed)
    {
        (_worker, _session, _changed) = (worker, session, changed);
        _permits = worker.Parts.Options.Slots + 1;
        _free = [.. Enumerable.Range(0, worker.Parts.Options.Slots)];
    }

    public bool AnyRuns => _runs.Count > 0;

    public bool Runs(string attempt) => _runs.ContainsKey(attempt);

    public void Begin()
    {
        Wake();
        _worker.Host.Every(TimeSpan.FromSeconds(_worker.Parts.Options.PollSeconds), Wake);
    }

    /// <summary>Claims once; tells whether a run was started.</summary>
    public void TryClaim(string? chunk, Action<bool> done)
    {
        if (_permits == 0 || _isDraining)
        {
            done(false);
            return;
        }

        _permits--;
        var claim = new Claim(_worker.Dice.NewGuid(), _session.Id, _worker.Parts.Options.Pool, chunk);
        _claims.Add(claim.ClaimId);
        _session.BeginClaim(claim.ClaimId);
        Ask();

        void Ask()
        {
            if (_claims.Contains(claim.ClaimId))
            {
                // The same claim again: a grant whose answer was lost comes again.
                _worker.Bus.Request<ClaimAnswer>(_worker.Host, claim, Answered, () => _worker.Host.After(RepeatClaimAfter, Ask));
            }
        }

        void Answered(ClaimAnswer answer)
        {
            if (!_claims.Remove(claim.ClaimId))
            {
                return;
            }

            if (answer.Verdict == ClaimVerdict.SessionClosed)
            {
                _session.Close();
            }

            var started = answer is { Verdict: ClaimVerdict.Granted, Grant: { } grant } && Start(grant);
            _session.EndClaim(claim.ClaimId);
            if (!started)
            {
                _permits++;
            }

            done(started);
            _changed();
        }
    }

    /// <summary>Claims nothing more; what is being asked for is given up.</summary>
    public void EndClaiming()
    {
        _isDraining = true;
        _claims.ForEach(_session.EndClaim);
        _claims.Clear();
    }

    /// <summary>Runs that were told to stop do so, each in its own time.</summary>
    public void Look()
    {
        foreach (var run in _runs.Values)
        {
            run.Look();
        }
    }

    /// <summary>Takes the lowest free slot, now or when one is free.</summary>
    public void Enter(Action<int> entered)
    {
        if (_free.Count == 0)
        {
            _waiting.Enqueue(entered);
            return;
        }

        var slot = _free.Min;
        _free.Remove(slot);
        entered(slot);
    }

    public void Leave(int slot)
    {
        _free.Add(slot);
        if (_waiting.TryDequeue(out var next))
        {
            Enter(next);
        }
    }

    /// <summary>A run has ended here; its end is said at once, and in every heartbeat until it is settled.</summary>
    public void End(Run run, AttemptFinished finished)
    {
        _session.End(finished);
        _permits++;
        Wake();
        if (run.StopReason != StopReason.SessionClosed)
        {
            _worker.Bus.Send(finished);
        }

        _runs.Remove(finished.AttemptId);
        _changed();
    }

    private bool Start(ChunkGrant grant)
    {
        if (_isDraining || _session.Begin(grant) is not { } execution)
        {
            return false;
        }

        _worker.World.Trace.Add(_worker.Host.Name, $"runs {_worker.World.Trace.Of(grant.AttemptId)} of {_worker.World.Trace.Of(grant.ChunkId)}, epoch {grant.Epoch}");
        var run = new Run(_worker, _session, this, execution);
        _runs[grant.AttemptId] = run;
        run.Begin();
        return true;
    }

    private void Wake()
    {
        if (_isPolling)
        {
            _isWoken = true;
            return;
        }

        _isPolling = true;
        TryClaim(chunk: null, started =>
        {
            _isPolling = false;
            if (started || _isWoken)
            {
                _isWoken = false;
                Wake();
            }
        });
    }
}
