namespace Batch.Contracts.Jobs;

/// <summary>The data of a server-sent event on <c>/v1/jobs/{id}/events</c>; the event's name is <c>job</c> or <c>item</c>.</summary>
/// <param name="Job">The job now; in <c>job</c> events.</param>
/// <param name="Item">The item that ended; in <c>item</c> events.</param>
public sealed record JobEvent(JobView? Job, Items.ItemView? Item);
