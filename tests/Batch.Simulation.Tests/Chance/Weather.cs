namespace Batch.Simulation.Tests.Chance;

/// <summary>
/// How bad a run is: every fault is off in half of the runs and of its own strength in the others, so that rare ones are not
/// always drowned in frequent ones. Probabilities are per message or run, seconds the mean between two of a kind.
/// </summary>
internal sealed class Weather
{
    private readonly Dice _dice;

    public Weather(Dice dice)
    {
        _dice = dice;
        Drop = Maybe(0.3);
        Repeat = Maybe(0.4);
        Late = Maybe(0.2);
        LostHints = Maybe(1.0);
        Crash = Maybe(0.15);
        Hang = Maybe(0.05);
        Machinery = Maybe(0.15);
        Killed = Maybe(0.1);
        Redo = Maybe(0.3);
        BadInput = Maybe(0.3);
        WorkerKills = Every(60, 600);
        WorkerFreezes = Every(60, 400);
        WorkerStops = Every(100, 600);
        CoordinatorKills = Every(60, 400);
        CoordinatorFreezes = Every(60, 400);
        Outages = Every(120, 600);
        BusOutages = Every(120, 600);
        Persons = Every(40, 300);
        ClockSteps = Every(60, 300);
    }

    public double Drop { get; private set; }

    public double Repeat { get; private set; }

    /// <summary>A message takes seconds instead of milliseconds.</summary>
    public double Late { get; private set; }

    public double LostHints { get; private set; }

    public double Crash { get; private set; }

    public double Hang { get; private set; }

    public double Machinery { get; private set; }

    public double Killed { get; private set; }

    public double Redo { get; }

    /// <summary>Of the items; it stays bad when the faults have stopped.</summary>
    public double BadInput { get; }

    public double? WorkerKills { get; }

    public double? WorkerFreezes { get; }

    public double? WorkerStops { get; }

    public double? CoordinatorKills { get; }

    public double? CoordinatorFreezes { get; }

    public double? Outages { get; }

    public double? BusOutages { get; }

    public double? Persons { get; }

    public double? ClockSteps { get; }

    /// <summary>Nothing goes wrong any more by itself.</summary>
    public void Clear() => (Drop, Repeat, Late, LostHints, Crash, Hang, Machinery, Killed) = (0, 0, 0, 0, 0, 0, 0, 0);

    private double Maybe(double most) => _dice.Chance(0.5) ? _dice.Between(0, most).TotalSeconds : 0;

    private double? Every(double fromSeconds, double toSeconds) =>
        _dice.Chance(0.5) ? _dice.Between(fromSeconds, toSeconds).TotalSeconds : null;
}
