using Batch.Contracts.Attempts;
using Batch.Core.Attempts;
using Batch.Core.Ids;
using Batch.Core.Leases;

namespace Batch.Coordinator.Tests.Leases;

/// <summary>A worker of one device that does what it is told to, and meters it exactly.</summary>
internal sealed class ScriptedWorker(LeaseRig rig, string instance)
{
    private readonly Dictionary<AttemptId, (Attempt Attempt, long Micros)> _running = [];
    private readonly List<AttemptFinished> _finished = [];
    private SessionId _session;
    private long _uptime;
    private long _idle;
    private long _sequence;

    /// <summary>It starts, or dies without a word and starts again.</summary>
    public async Task RegisterAsync()
    {
        _session = await rig.RegisterAsync(instance);
        (_uptime, _idle, _sequence) = (0, 0, 0);
        _running.Clear();
        _finished.Clear();
    }

    public async Task ClaimAsync()
    {
        if (await rig.ClaimAsync(_session) is GrantOutcome.Leased leased)
        {
            _running[leased.Attempt.Id] = (leased.Attempt, 0);
        }
    }

    public void Spend(long micros)
    {
        _uptime += micros;
        _idle += _running.Count == 0 ? micros : 0;
        var (share, rest) = _running.Count == 0 ? (0, 0) : Math.DivRem(micros, _running.Count);
        foreach (var (id, (attempt, spent)) in _running.ToList())
        {
            _running[id] = (attempt, spent + share + (rest-- > 0 ? 1 : 0));
        }
    }

    /// <param name="outcome">How its oldest attempt ends.</param>
    /// <param name="arrives">Whether the message arrives, or is left to the next heartbeat.</param>
    public async Task FinishAsync(AttemptOutcome outcome, bool arrives)
    {
        if (_running.Count == 0)
        {
            return;
        }

        var (attempt, micros) = _running.First().Value;
        _running.Remove(attempt.Id);
        _finished.Add(rig.Finished(attempt, micros, outcome));
        if (arrives)
        {
            Assert.True(await rig.FinishAsync(_finished[^1]));
        }
    }

    public async Task BeatAsync(bool closing = false)
    {
        // A worker that says it goes has given back what it ran.
        while (closing && _running.Count > 0)
        {
            await FinishAsync(AttemptOutcome.Released, arrives: false);
        }

        var answer = await rig.BeatAsync(_session, ++_sequence, _uptime, [.. _running.Values], [.. _finished], closing, _idle);
        _finished.RemoveAll(f => answer.Settled.Contains(f.AttemptId));
        if (answer.SessionClosed || closing)
        {
            await RegisterAsync();
        }
    }
}
