using Batch.Simulation.Tests.Chance;
using Batch.Simulation.Tests.Time;

namespace Batch.Simulation.Tests.Network;

/// <summary>
/// The broker with its queues: it drops, repeats, delays and so reorders messages and answers, and hands each to any coordinator
/// that listens. Requests expire with the patience of who asked, as they do on the real one; ends of attempts do not.
/// </summary>
internal sealed class Bus(VirtualTime time, Dice dice, Weather weather)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(500);

    public List<INode> Nodes { get; } = [];

    /// <summary>Nobody can send.</summary>
    public bool IsDown { get; set; }

    /// <summary>Exactly one of the two is called, unless the process that asks ends before.</summary>
    public void Request<TAnswer>(Host from, object request, Action<TAnswer> answered, Action silent)
    {
        var open = true;
        var back = from.Entrance();
        from.After(Patience, () => Once(silent));
        Send(request, time.Now + Patience, answer => Carry(() => back(() => Once(() => answered((TAnswer)answer)))));

        void Once(Action action)
        {
            if (open)
            {
                open = false;
                action();
            }
        }
    }

    /// <summary>A message without an answer, kept until somebody takes it.</summary>
    public void Send(object message) => Send(message, TimeSpan.MaxValue, _ => { });

    /// <summary>A message to a worker; nobody cares whether it arrives.</summary>
    public void Hint(Host to, Action hear)
    {
        if (!dice.Chance(weather.LostHints))
        {
            Carry(() =>
            {
                if (to.IsUp)
                {
                    to.After(TimeSpan.Zero, hear);
                }
            });
        }
    }

    private void Send(object message, TimeSpan expires, Action<object> reply) => Carry(() => Arrive(message, expires, reply));

    private void Arrive(object message, TimeSpan expires, Action<object> reply)
    {
        if (time.Now >= expires)
        {
            return;
        }

        var listening = Nodes.FindAll(n => n.Host.IsUp && (!n.Host.IsFrozen || dice.Chance(0.2)));
        if (listening.Count == 0)
        {
            time.After(LookAgain, () => Arrive(message, expires, reply));
            return;
        }

        // One that stands still has what was prefetched, and deals with it when it goes on, however late.
        var node = dice.Pick(listening);
        node.Host.After(TimeSpan.Zero, () => node.Receive(message, reply));
    }

    private void Carry(Action deliver)
    {
        for (var copies = dice.Chance(weather.Repeat) ? 2 : 1; copies > 0; copies--)
        {
            if (!IsDown && !dice.Chance(weather.Drop))
            {
                time.After(dice.Chance(weather.Late) ? dice.Between(0.1, 15) : dice.Between(0.001, 0.02), deliver);
            }
        }
    }
}
