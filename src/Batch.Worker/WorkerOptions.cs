using System.ComponentModel.DataAnnotations;
using Batch.Worker.Engines;
using Batch.Worker.Models;

namespace Batch.Worker;

/// <summary>One worker: it serves one pool with its slots. A process may hold several, of different pools.</summary>
public sealed class WorkerOptions
{
    /// <summary>The pool that it serves, such as <c>cpu</c>. No default.</summary>
    [Required]
    public string Pool { get; set; } = "";

    /// <summary>Attempts that may hold a device at the same time. Default 1, at least 1.</summary>
    [Range(1, 1024)]
    public int Slots { get; set; } = 1;

    /// <summary>
    /// Devices that it meters; the slots are spread over them. Default 1, at least 1, at most <see cref="Slots"/>. An engine pool has
    /// one device that its slots share, a CPU pool has one for each slot.
    /// </summary>
    [Range(1, 1024)]
    public int Devices { get; set; } = 1;

    /// <summary>
    /// Durable id of the worker. Default: host name and pool. A worker that registers with the id of a live session closes it.
    /// </summary>
    [Required]
    public string InstanceId { get; set; } = Environment.MachineName;

    /// <summary>Durable id of its sessions: the pools of one process share its instance id, but not their sessions.</summary>
    public string RegisteredAs => $"{InstanceId}/{Pool}";

    /// <summary>Folder for the scratch folders of attempts; what an earlier run left there for this pool is removed. No default.</summary>
    [Required]
    public string ScratchRoot { get; set; } = "";

    /// <summary>Time that running attempts get to finish at a graceful stop, in seconds; then they are given back. Default 3, 0 to 3600.</summary>
    [Range(0, 3600)]
    public double ShutdownGraceSeconds { get; set; } = 3;

    /// <summary>
    /// Time that running attempts get to finish when a person drains the worker, in seconds; then they are given back. Default 600, 0 to
    /// 86400.
    /// </summary>
    [Range(0, 86_400)]
    public double DrainSeconds { get; set; } = 600;

    /// <summary>Time after which work is asked for without a hint, in seconds, so that a lost hint is healed. Default 5, 0.1 to 300.</summary>
    [Range(0.1, 300)]
    public double PollSeconds { get; set; } = 5;

    /// <summary>Time that the coordinator gets for an answer before the request is repeated, in seconds. Default 10, 0.1 to 120.</summary>
    [Range(0.1, 120)]
    public double RequestTimeoutSeconds { get; set; } = 10;

    /// <summary>The engine of the pool; null for a pool whose stages run none. Default null.</summary>
    public EngineOptions? Engine { get; set; }

    /// <summary>Where models come from. Default: the folders of <c>BATCH_MODELS</c>, then the user's cache.</summary>
    public ModelOptions Models { get; set; } = new();

    internal void Validate()
    {
        Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);
        if (Devices > Slots)
        {
            throw new ValidationException($"{nameof(Devices)} must not exceed {nameof(Slots)}.");
        }

        if (Engine is not null)
        {
            Validator.ValidateObject(Engine, new ValidationContext(Engine), validateAllProperties: true);
            if (Engine.Gpus.Count > 0 && (Engine.Gpus.Count != Devices || Engine.Gpus.Distinct().Count() != Devices))
            {
                throw new ValidationException($"{nameof(EngineOptions.Gpus)} must name each of the {Devices} {nameof(Devices)} once.");
            }

            if (Engine is { Url: null, StateFolder: "" })
            {
                throw new ValidationException($"{nameof(EngineOptions.StateFolder)} is needed where the worker starts the engine.");
            }
        }

        Validator.ValidateObject(Models, new ValidationContext(Models), validateAllProperties: true);
    }
}
