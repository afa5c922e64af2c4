using Batch.Contracts.Workers;
using Batch.Worker.Attempts;
using Batch.Worker.Sessions;

namespace Batch.Simulation.Tests.Workers;

/// <summary>One session of a worker from its registration to its goodbye: PoolWorker.ServeAsync with its HeartbeatLoop.</summary>
internal sealed class Serving
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan DrainPatience = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan GoodbyeLimit = TimeSpan.FromSeconds(2);

    private readonly SimulatedWorker _worker;
    private bool _beating;
    private bool _tickWaits;
    private bool _isOver;
    private bool _isStopping;
    private bool _isEnding;

    public Serving(SimulatedWorker worker, WorkerRegistered registered)
    {
        _worker = worker;
        Session = new WorkerSession(registered, worker.Parts);
        Slots = new Slots(worker, Session, Look);
    }

    public WorkerSession Session { get; }

    public Slots Slots { get; }

    public void Begin()
    {
        Slots.Begin();
        Tick();
    }

    /// <summary>The process is told to stop.</summary>
    public void Stop()
    {
        _isStopping = true;
        Look();
        if (_isOver)
        {
            // A stop in the middle of a drain counts from then on.
            _worker.Host.After(Grace, GiveBack);
        }
    }

    /// <summary>Does what a cancelled token of the session would wake up.</summary>
    public void Look()
    {
        Slots.Look();
        if (!_isOver && (_isStopping || Session.Closed.IsCancellationRequested || Session.Drained.IsCancellationRequested))
        {
            _isOver = true;
            Slots.EndClaiming();
            var patience = Session.Drained.IsCancellationRequested && !_isStopping ? DrainPatience : Grace;
            _worker.Host.After(patience, GiveBack);
        }

        if (_isOver && !_isEnding && !Slots.AnyRuns)
        {
            _isEnding = true;
            End();
        }
    }

    private void GiveBack()
    {
        Session.StopAll(StopReason.Draining);
        Look();
    }

    private void End()
    {
        if (Session.Closed.IsCancellationRequested)
        {
            Next();
            return;
        }

        var waiting = true;
        var goodbye = _worker.World.Sends(Session.Cut(closing: true));
        _worker.Bus.Request<HeartbeatAnswer>(_worker.Host, goodbye, _ => Once(), Once);
        _worker.Host.After(GoodbyeLimit, Once);

        void Once()
        {
            if (waiting)
            {
                waiting = false;
                Next();
            }
        }
    }

    private void Next()
    {
        var drained = Session.Drained.IsCancellationRequested;
        Session.Dispose();
        if (drained || _isStopping)
        {
            _worker.Exit();
        }
        else
        {
            _worker.Register();
        }
    }

    // The timer ticks on while a heartbeat waits for its answer, and one tick is kept for it.
    private void Tick() => _worker.Host.After(Session.HeartbeatInterval, () =>
    {
        if (_isEnding)
        {
            return;
        }

        Tick();
        _tickWaits = true;
        Beat();
    });

    private void Beat()
    {
        if (_beating || !_tickWaits || _isEnding)
        {
            return;
        }

        (_beating, _tickWaits) = (true, false);
        var beat = _worker.World.Sends(Session.Cut(closing: false));
        _worker.Bus.Request<HeartbeatAnswer>(_worker.Host, beat, Heard, Silent);

        void Heard(HeartbeatAnswer answer)
        {
            _beating = false;
            if (!_isEnding)
            {
                Session.Apply(answer);
                Look();
                Beat();
            }
        }

        void Silent()
        {
            _beating = false;
            Beat();
        }
    }
}
