using System.Globalization;
using Batch.Core.States;
using Batch.Simulation.Tests.Checking;
using Batch.Simulation.Tests.Coordinators;

namespace Batch.Simulation.Tests.Running;

/// <summary>Runs seeds, and says how to run a failed one again.</summary>
internal static class Seeds
{
    /// <summary>Runs this seed alone, and checks after every commit.</summary>
    public const string One = "BATCH_SIMULATION_SEED";

    /// <summary>Runs as many times the usual number of seeds.</summary>
    public const string Times = "BATCH_SIMULATION_TIMES";

    /// <summary>In the place of an invariant: the types of Batch.Core themselves refused what was done to them.</summary>
    public const string Core = "Core";

    private const int CommitsPerCheck = 40;

    public static ulong? Replayed { get; } = Number(One);

    /// <summary>Runs that many seeds, or the one that is to be replayed; the first that fails ends the test.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many.</param>
    /// <param name="test">What replays one.</param>
    /// <param name="scale">How large the runs are.</param>
    /// <param name="system">What is tested.</param>
    public static void Hold(ulong first, int count, string test, Scale scale, Func<World, ISystemUnderTest> system)
    {
        if (Replayed is { } seed)
        {
            Hold(seed, test, scale, system, commitsPerCheck: 1);
            return;
        }

        var many = (ulong)count * (Number(Times) ?? 1);
        for (var i = first; i < first + many; i++)
        {
            Hold(i, test, scale, system, CommitsPerCheck);
        }
    }

    /// <summary>The first seed that finds a planted bug, and what it found.</summary>
    public static (ulong Seed, BrokenException Found) Find(int atMost, Scale scale, Func<World, ISystemUnderTest> system)
    {
        for (ulong seed = 1; seed <= (ulong)atMost; seed++)
        {
            try
            {
                Run(new World(seed), scale, system, CommitsPerCheck);
            }
            catch (BrokenException found)
            {
                return (seed, found);
            }
            catch (Exception refused) when (refused is InvalidOperationException or IllegalTransitionException)
            {
                return (seed, new BrokenException(Core, refused.Message));
            }
        }

        throw new Xunit.Sdk.XunitException($"None of {atMost} seeds found it.");
    }

    public static void Run(World world, Scale scale, Func<World, ISystemUnderTest> system, int commitsPerCheck)
    {
        using var simulation = new Simulation(world, system(world), scale, commitsPerCheck);
        simulation.Run();
    }

    private static void Hold(ulong seed, string test, Scale scale, Func<World, ISystemUnderTest> system, int commitsPerCheck)
    {
        var world = new World(seed);
        try
        {
            Run(world, scale, system, commitsPerCheck);
        }
        catch (Exception error)
        {
            // Whatever it is, in a run nobody but the product can have caused it.
            var what = error is BrokenException ? error.Message : error.ToString();
            Assert.Fail($"Seed {seed}: {world.Trace.Named(what)}\nRun it again:  {One}={seed} ./test --filter {test}\nWhat happened last:\n{world.Trace.Last()}");
        }
    }

    private static ulong? Number(string variable) =>
        ulong.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
