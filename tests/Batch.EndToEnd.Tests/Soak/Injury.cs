using Batch.EndToEnd.Tests.Faults;
using Batch.EndToEnd.Tests.Machine;

namespace Batch.EndToEnd.Tests.Soak;

/// <summary>Something that is done to an installation; healing the installation ends it.</summary>
/// <param name="Name">What it is, for people.</param>
/// <param name="IsKill">Whether a process dies of it.</param>
/// <param name="Inflict">Does it.</param>
internal sealed record Injury(string Name, bool IsKill, Func<Task> Inflict)
{
    /// <summary>All that there are; those of our own processes, which do the work, several times as often as those of a server.</summary>
    public static IReadOnlyList<Injury> Of(Installation all) =>
    [
        .. Enumerable.Repeat(all.Members, 3).SelectMany(members => members).Select(member => Kill(member.Name, member.KillAsync)),
        .. all.Members.Select(member => new Injury($"SIGSTOP {member.Name}", false, () => Now(member.Suspend))),
        .. all.Locals.Append(all.Cpu).Select(member => new Injury($"SIGTERM {member.Name}", false, () => Now(member.Terminate))),
        Kill("engine", all.Engine.Member.KillAsync),
        Kill("engine", all.Engine.Member.KillAsync),
        new Injury("SIGSTOP engine", false, () => Now(all.Engine.Member.Suspend)),
        Kill("broker", () => Now(all.Broker.Kill)),
        new Injury("broker stopped", false, () => Now(all.Broker.Stop)),
        new Injury("broker killed and wiped", true, () => Now(all.Broker.Wipe)),
        Kill("database", all.Database.KillAsync),
        new Injury("database stopped", false, all.Database.StopAsync),
        .. new[] { DoorState.Shut, DoorState.Busy, DoorState.Cutting }.Select(state => new Injury($"store {state}", false, () => Now(() => all.Door.Become(state)))),
    ];

    private static Injury Kill(string name, Func<Task> kill) => new($"kill -9 {name}", true, kill);

    private static Task Now(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
