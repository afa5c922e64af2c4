using Batch.Contracts.Kinds;

namespace Batch.Coordinator.Attempts;

/// <summary>What became of reading a plan.</summary>
internal abstract record PlanReading
{
    private PlanReading()
    {
    }

    public sealed record Read(ChunkPlan Plan) : PlanReading;

    /// <param name="Problem">Completes "the result makes no sense: ...".</param>
    public sealed record Invalid(string Problem) : PlanReading;
}
