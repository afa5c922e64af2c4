using Batch.Simulation.Tests.Checking;
using Batch.Simulation.Tests.Network;

namespace Batch.Simulation.Tests.Coordinators;

/// <summary>
/// Coordinators and their database: once the pure decisions on rows in memory, once the real handlers on a real database. Everything
/// else of a run is the same for both.
/// </summary>
internal interface ISystemUnderTest : IDisposable
{
    IReadOnlyList<INode> Nodes { get; }

    /// <summary>Whether the database is out of reach.</summary>
    bool IsDown { get; set; }

    bool JobsHaveEnded { get; }

    bool SessionsHaveEnded { get; }

    /// <summary>The process of a coordinator begins, with nothing in its memory.</summary>
    void Start(int node);

    void Submit(Shape shape, IReadOnlyList<bool> areBad);

    /// <summary>A person does something to the job that was submitted as that number, or to the worker that registered last.</summary>
    void Do(PersonAct act, int job);

    Records Read();

    /// <summary>At rest: that the sums which it keeps beside the rows are theirs.</summary>
    void CheckSums();
}
