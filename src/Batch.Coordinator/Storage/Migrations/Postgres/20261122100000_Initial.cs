using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Batch.Coordinator.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "attempts",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ChunkId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ItemId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    JobId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SessionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ClaimId = table.Column<Guid>(type: "uuid", nullable: false),
                    TokenHash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Epoch = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    WorkDone = table.Column<long>(type: "bigint", nullable: false),
                    FailureCode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Model = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    MissedPulses = table.Column<int>(type: "integer", nullable: false),
                    StartedAt = table.Column<long>(type: "bigint", nullable: false),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    Meter_QualityRedo = table.Column<long>(type: "bigint", nullable: false),
                    Meter_Run = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_attempts", x => x.Id);
                })
                .Annotation("Npgsql:StorageParameter:fillfactor", 80);

            migrationBuilder.CreateTable(
                name: "audit_entries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Project = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Actor = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Action = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_entries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "chunks",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    State = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Epoch = table.Column<long>(type: "bigint", nullable: false),
                    Attempt = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    Tries = table.Column<int>(type: "integer", nullable: false),
                    Losses = table.Column<int>(type: "integer", nullable: false),
                    LostWorkers = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    MachineryFailures = table.Column<int>(type: "integer", nullable: false),
                    MachineryFailingSince = table.Column<long>(type: "bigint", nullable: true),
                    NotBefore = table.Column<long>(type: "bigint", nullable: false),
                    AvoidSession = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    AvoidUntil = table.Column<long>(type: "bigint", nullable: false),
                    DispatchedUntil = table.Column<long>(type: "bigint", nullable: true),
                    Spec_Inputs = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Spec_ItemId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Spec_JobId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Spec_PayloadJson = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Spec_Pool = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Spec_Priority = table.Column<int>(type: "integer", nullable: false),
                    Spec_Project = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Spec_RangeEnd = table.Column<long>(type: "bigint", nullable: false),
                    Spec_RangeStart = table.Column<long>(type: "bigint", nullable: false),
                    Spec_Round = table.Column<int>(type: "integer", nullable: false),
                    Spec_RunsAhead = table.Column<bool>(type: "boolean", nullable: false),
                    Spec_Sequence = table.Column<int>(type: "integer", nullable: false),
                    Spec_Stage = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Spec_Weight = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_chunks", x => x.Id);
                })
                .Annotation("Npgsql:StorageParameter:fillfactor", 80);

            migrationBuilder.CreateTable(
                name: "idempotency_keys",
                columns: table => new
                {
                    Project = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    BodySha256 = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    JobId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_idempotency_keys", x => new { x.Project, x.Key });
                });

            migrationBuilder.CreateTable(
                name: "items",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    JobId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    State = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Sha256 = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Stage = table.Column<int>(type: "integer", nullable: false),
                    OpenChunks = table.Column<int>(type: "integer", nullable: false),
                    FailedChunks = table.Column<int>(type: "integer", nullable: false),
                    Work = table.Column<long>(type: "bigint", nullable: false),
                    ScratchBytes = table.Column<long>(type: "bigint", nullable: false),
                    ReusedFrom = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    FactsJson = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Round = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Failure_Code = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Failure_Message = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Failure_Remedy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Source_Bytes = table.Column<long>(type: "bigint", nullable: false),
                    Source_ModifiedTicks = table.Column<long>(type: "bigint", nullable: false),
                    Source_Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Source_Path = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Source_StemKey = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_items", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "job_counters",
                columns: table => new
                {
                    JobId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Items = table.Column<long>(type: "bigint", nullable: false),
                    ItemsOpen = table.Column<long>(type: "bigint", nullable: false),
                    ItemsPending = table.Column<long>(type: "bigint", nullable: false),
                    ItemsReused = table.Column<long>(type: "bigint", nullable: false),
                    ItemsCompleted = table.Column<long>(type: "bigint", nullable: false),
                    ItemsPartial = table.Column<long>(type: "bigint", nullable: false),
                    ItemsFailed = table.Column<long>(type: "bigint", nullable: false),
                    ItemsSkipped = table.Column<long>(type: "bigint", nullable: false),
                    ItemsCancelled = table.Column<long>(type: "bigint", nullable: false),
                    WorkKnown = table.Column<long>(type: "bigint", nullable: false),
                    WorkDone = table.Column<long>(type: "bigint", nullable: false),
                    WorkFailed = table.Column<long>(type: "bigint", nullable: false),
                    ChunksOpen = table.Column<long>(type: "bigint", nullable: false),
                    ChunksAhead = table.Column<long>(type: "bigint", nullable: false),
                    ScratchBytes = table.Column<long>(type: "bigint", nullable: false),
                    ChunksCommitted = table.Column<long>(type: "bigint", nullable: false),
                    ChunksFailed = table.Column<long>(type: "bigint", nullable: false),
                    Attempts = table.Column<long>(type: "bigint", nullable: false),
                    AttemptsOpen = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job_counters", x => x.JobId);
                })
                .Annotation("Npgsql:StorageParameter:fillfactor", 50);

            migrationBuilder.CreateTable(
                name: "jobs",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    State = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    WaitingFor = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    WaitingReason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    WaitingSince = table.Column<long>(type: "bigint", nullable: true),
                    EnumerationComplete = table.Column<bool>(type: "boolean", nullable: false),
                    Error = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Submission_Fingerprint = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Submission_Force = table.Column<bool>(type: "boolean", nullable: false),
                    Submission_Kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Submission_Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Submission_OptionsJson = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Submission_OutputFolder = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Submission_Pool = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Submission_Priority = table.Column<int>(type: "integer", nullable: false),
                    Submission_Project = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Submission_SpecJson = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_jobs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "known_files",
                columns: table => new
                {
                    Path = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Bytes = table.Column<long>(type: "bigint", nullable: false),
                    ModifiedTicks = table.Column<long>(type: "bigint", nullable: false),
                    Sha256 = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_known_files", x => x.Path);
                });

            migrationBuilder.CreateTable(
                name: "objects",
                columns: table => new
                {
                    ObjectName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    JobId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ItemId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Round = table.Column<int>(type: "integer", nullable: false),
                    Stage = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Sequence = table.Column<int>(type: "integer", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Bytes = table.Column<long>(type: "bigint", nullable: false),
                    Sha256 = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Scratch = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_objects", x => x.ObjectName);
                });

            migrationBuilder.CreateTable(
                name: "output_entries",
                columns: table => new
                {
                    Folder = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ItemId = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_output_entries", x => new { x.Folder, x.Source });
                });

            migrationBuilder.CreateTable(
                name: "output_files",
                columns: table => new
                {
                    Folder = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ItemId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Bytes = table.Column<long>(type: "bigint", nullable: false),
                    Sha256 = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_output_files", x => new { x.Folder, x.Name });
                });

            migrationBuilder.CreateTable(
                name: "postings",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Account_AttemptId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Account_ItemId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Account_JobId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Account_Model = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Account_Pool = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Account_SessionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Account_Stage = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_postings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "rate_versions",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Card = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    NanosPerDeviceHour = table.Column<long>(type: "bigint", nullable: false),
                    Currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Assumed = table.Column<bool>(type: "boolean", nullable: false),
                    EffectiveFrom = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rate_versions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "rollups",
                columns: table => new
                {
                    Account = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Stage = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Pool = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Model = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Cause = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RateVersion = table.Column<int>(type: "integer", nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    Time = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rollups", x => new { x.Account, x.Stage, x.Pool, x.Model, x.Cause, x.RateVersion, x.Day });
                });

            migrationBuilder.CreateTable(
                name: "session_accounts",
                columns: table => new
                {
                    SessionId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Idle = table.Column<long>(type: "bigint", nullable: false),
                    ColdStart = table.Column<long>(type: "bigint", nullable: false),
                    Unattributed = table.Column<long>(type: "bigint", nullable: false),
                    PostedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_session_accounts", x => x.SessionId);
                });

            migrationBuilder.CreateTable(
                name: "sessions",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Instance = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Pool = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Devices = table.Column<int>(type: "integer", nullable: false),
                    Slots = table.Column<int>(type: "integer", nullable: false),
                    Host = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    State = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Idle = table.Column<long>(type: "bigint", nullable: false),
                    ColdStart = table.Column<long>(type: "bigint", nullable: false),
                    Unattributed = table.Column<long>(type: "bigint", nullable: false),
                    RegisteredAt = table.Column<long>(type: "bigint", nullable: false),
                    SeenAt = table.Column<long>(type: "bigint", nullable: false),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sessions", x => x.Id);
                })
                .Annotation("Npgsql:StorageParameter:fillfactor", 50);

            migrationBuilder.CreateTable(
                name: "posting_lines",
                columns: table => new
                {
                    Cause = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RateVersion = table.Column<int>(type: "integer", nullable: false),
                    PostingId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Time = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_posting_lines", x => new { x.PostingId, x.Cause, x.RateVersion });
                    table.ForeignKey(
                        name: "FK_posting_lines_postings_PostingId",
                        column: x => x.PostingId,
                        principalTable: "postings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_attempts_ChunkId_Epoch",
                table: "attempts",
                columns: new[] { "ChunkId", "Epoch" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_attempts_ClaimId",
                table: "attempts",
                column: "ClaimId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_attempts_ItemId",
                table: "attempts",
                column: "ItemId");

            migrationBuilder.CreateIndex(
                name: "IX_attempts_open_by_job",
                table: "attempts",
                column: "JobId",
                filter: "\"State\" = 'Running'");

            migrationBuilder.CreateIndex(
                name: "IX_attempts_open_by_session",
                table: "attempts",
                column: "SessionId",
                filter: "\"State\" = 'Running'");

            migrationBuilder.CreateIndex(
                name: "IX_attempts_SessionId",
                table: "attempts",
                column: "SessionId");

            migrationBuilder.CreateIndex(
                name: "IX_items_JobId_State_Id",
                table: "items",
                columns: new[] { "JobId", "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_items_Sha256",
                table: "items",
                column: "Sha256");

            migrationBuilder.CreateIndex(
                name: "IX_jobs_EndedAt",
                table: "jobs",
                column: "EndedAt");

            migrationBuilder.CreateIndex(
                name: "IX_jobs_State",
                table: "jobs",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_objects_ItemId_Round_Stage_Sequence_Name",
                table: "objects",
                columns: new[] { "ItemId", "Round", "Stage", "Sequence", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_objects_JobId",
                table: "objects",
                column: "JobId");

            migrationBuilder.CreateIndex(
                name: "IX_output_files_ItemId",
                table: "output_files",
                column: "ItemId");

            migrationBuilder.CreateIndex(
                name: "IX_sessions_Instance",
                table: "sessions",
                column: "Instance",
                unique: true,
                filter: "\"State\" = 'Live'");

            migrationBuilder.CreateIndex(
                name: "IX_sessions_State",
                table: "sessions",
                column: "State");

            // By hand: what EF Core cannot declare.
            ComplexColumnIndexes.Create(migrationBuilder);
            ComplexColumnIndexes.CreateHeld(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "attempts");

            migrationBuilder.DropTable(
                name: "audit_entries");

            migrationBuilder.DropTable(
                name: "chunks");

            migrationBuilder.DropTable(
                name: "idempotency_keys");

            migrationBuilder.DropTable(
                name: "items");

            migrationBuilder.DropTable(
                name: "job_counters");

            migrationBuilder.DropTable(
                name: "jobs");

            migrationBuilder.DropTable(
                name: "known_files");

            migrationBuilder.DropTable(
                name: "objects");

            migrationBuilder.DropTable(
                name: "output_entries");

            migrationBuilder.DropTable(
                name: "output_files");

            migrationBuilder.DropTable(
                name: "posting_lines");

            migrationBuilder.DropTable(
                name: "rate_versions");

            migrationBuilder.DropTable(
                name: "rollups");

            migrationBuilder.DropTable(
                name: "session_accounts");

            migrationBuilder.DropTable(
                name: "sessions");

            migrationBuilder.DropTable(
                name: "postings");
        }
    }
}
