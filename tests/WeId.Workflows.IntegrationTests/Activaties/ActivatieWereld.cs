using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Engine.Waits;
using WeId.Workflows.Features.Activaties;
using WeId.Workflows.Partners.Identificatie;
using WeId.Workflows.Persistence.Identity;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Activaties;

/// <summary>One user whose aanvraag is approved, in a world with a real database.</summary>
internal sealed class ActivatieWereld : IAsyncDisposable
{
    public const string Gebruikersnaam = "anna.jansen";
    public const string Wachtwoord = "paarse olifant 7";
    public const string Browser = "192.0.2.1";

    private ActivatieWereld(TestWorld world, Betrouwbaarheidsniveau niveau, TweedeFactor factor, Rol rol)
    {
        World = world;
        Organisatie = Given.Organisatie();
        Andere = Given.Organisatie("90000102", "Andere BV");
        (Aanvrager, AanvragerMiddel, AanvragerKoppeling, Beheerder) = Given.Gebruiker(Organisatie);
        AanvragerAndereKoppeling = Given.Koppeling(AanvragerMiddel, Andere, Rol.Beheerder, KoppelingStatus.Actief);
        Persoon = Given.Persoon(mobiel: factor is TweedeFactor.Sms ? "+31612345678" : null);
        Aanvraag = Given.Aanvraag(
            Organisatie, Aanvrager, Persoon, """{"IdentificatieAdres":{"Straat":"Dorpsstraat 1","Postcode":"1234 AB","Plaats":"Lollum"}}""");
        Middel = new EhMiddel(Given.Id(), Persoon.Id, niveau, factor, TestWorld.Begin);
        Koppeling = new Organisatiekoppeling(Given.Id(), Middel.Id, Organisatie.Id, rol, niveau, Aanvraag.Id);
        AndereKoppeling = new Organisatiekoppeling(Given.Id(), Middel.Id, Andere.Id, Rol.Gebruiker, niveau, Aanvraag.Id);
    }

    public TestWorld World { get; }

    public Organisatie Organisatie { get; }

    public Organisatie Andere { get; }

    public Persoon Aanvrager { get; }

    public EhMiddel AanvragerMiddel { get; }

    public Organisatiekoppeling AanvragerKoppeling { get; }

    public Organisatiekoppeling AanvragerAndereKoppeling { get; }

    public Account Beheerder { get; }

    public Persoon Persoon { get; }

    public Aanvraag Aanvraag { get; }

    public EhMiddel Middel { get; }

    public Organisatiekoppeling Koppeling { get; }

    public Organisatiekoppeling AndereKoppeling { get; }

    public ActivatieService Service => World.Services.GetRequiredService<ActivatieService>();

    public IGeheimen Geheimen => World.Services.GetRequiredService<IGeheimen>();

    public static async Task<ActivatieWereld> CreateAsync(
        Betrouwbaarheidsniveau niveau = Betrouwbaarheidsniveau.Eh2Plus,
        TweedeFactor factor = TweedeFactor.Sms,
        Rol rol = Rol.Gebruiker,
        DateTimeOffset? approvedAt = null)
    {
        var world = await TestWorld.CreateAsync((services, _) => services
            .AddSingleton<GesimuleerdeIdentificatiepartner>()
            .AddSingleton<IIdentificatiepartner>(provider => provider.GetRequiredService<GesimuleerdeIdentificatiepartner>()));
        if (approvedAt is { } at)
        {
            world.Time.SetUtcNow(at);
        }

        world.MayBreak("aanvraag and koppeling are put in as rows, without a workflow", "I7", "I10", "Audit");
        if (niveau > Betrouwbaarheidsniveau.Eh3)
        {
            world.MayBreak("the aanvrager has EH3 whatever is asked for", "Niveau");
        }

        var wereld = new ActivatieWereld(world, niveau, factor, rol);
        wereld.Koppeling.Approve(world.Handeling(), Domain.Abonnementen.AbonnementDuur.EenJaar);
        wereld.AndereKoppeling.Approve(world.Handeling(), Domain.Abonnementen.AbonnementDuur.EenJaar);
        await world.SeedAsync(
            wereld.Organisatie, wereld.Andere, wereld.Aanvrager, wereld.AanvragerMiddel, wereld.AanvragerKoppeling, wereld.AanvragerAndereKoppeling, wereld.Beheerder,
            wereld.Persoon, wereld.Aanvraag, wereld.Middel, wereld.Koppeling, wereld.AndereKoppeling);
        return wereld;
    }

    /// <summary>Runs a step as the engine does: in a transaction of its own.</summary>
    public async Task<StepResult> RunAsync(Type step, params (string Name, object? Value)[] inputs)
    {
        var result = default(StepResult);
        await World.Services.GetRequiredService<IUnitOfWork>().RunAsync(
            World.Handeling().OperationId,
            async (services, ct) =>
            {
                var handler = (IStepHandler)ActivatorUtilities.CreateInstance(services, step);
                var context = new StepContext
                {
                    InstanceId = Guid.Empty,
                    AanvraagId = Aanvraag.Id,
                    ActivityId = "stap",
                    ExecutionId = World.Handeling().OperationId,
                    Round = 1,
                    Now = World.Time.GetUtcNow(),
                    Inputs = inputs.ToDictionary(i => i.Name, i => i.Value),
                };
                result = await handler.RunAsync(context, ct);
                return true;
            },
            CancellationToken.None);
        return result!;
    }

    /// <summary>Sends the uitnodiging and answers with its code.</summary>
    public async Task<string> InviteAsync(string kanaal = "Automatisch")
    {
        await RunAsync(typeof(VerstuurUitnodigingStep), ("kanaal", kanaal));
        var brief = await LastAsync<ActivatiebriefGegevens>();
        return brief.Code ?? brief.Link[(brief.Link.IndexOf('#', StringComparison.Ordinal) + 1)..];
    }

    /// <summary>The data of the last verzending of a template.</summary>
    public async Task<T> LastAsync<T>()
        where T : TemplateGegevens
    {
        var template = TemplateGegevens.NameOf(typeof(T));
        var verzending = await World.ReadAsync(db => db.Verzendingen
            .Where(v => v.Template == template).OrderByDescending(v => v.AangemaaktOp).ThenByDescending(v => v.Id).FirstAsync());
        return (T)TemplateGegevens.Unprotect(template, verzending.BeveiligdeGegevens!, Geheimen);
    }

    /// <summary>The rows of a template that were decided on.</summary>
    public Task<List<Verzending>> VerzendingenAsync(string template) =>
        World.ReadAsync(db => db.Verzendingen.Where(v => v.Template == template).OrderBy(v => v.AangemaaktOp).ToListAsync());

    public Task<Activatie> ActivatieAsync() =>
        World.ReadAsync(db => db.Activaties.SingleAsync(a => a.AanvraagId == Aanvraag.Id && a.Status != ActivatieStatus.Vervangen));

    public Task<Organisatiekoppeling> KoppelingAsync(Guid id) => World.ReadAsync(db => db.Koppelingen.SingleAsync(k => k.Id == id));

    public async Task<string> BeginAsync(string code) => (await Service.BeginAsync(code, Browser, CancellationToken.None)).Value!.Sessie;

    public async Task ProveEmailAsync(string sessie)
    {
        Assert.Empty((await Service.SendValidatieCodeAsync(sessie, CancellationToken.None)).Refusals);
        var code = (await LastAsync<ValidatiecodeGegevens>()).Code;
        Assert.Empty((await Service.ValidateEmailAsync(sessie, code, CancellationToken.None)).Refusals);
    }

    public async Task ProveSmsAsync(string sessie)
    {
        Assert.Empty((await Service.SendSmsCodeAsync(sessie, CancellationToken.None)).Refusals);
        var code = (await LastAsync<SmsInlogcodeGegevens>()).Code;
        Assert.Empty((await Service.ConfirmSmsAsync(sessie, code, CancellationToken.None)).Refusals);
    }

    /// <summary>Everything up to the identification or the terms.</summary>
    public async Task<string> DoFirstStepsAsync(string code)
    {
        var sessie = await BeginAsync(code);
        await ProveEmailAsync(sessie);
        Assert.Empty((await Service.ChooseAccountAsync(sessie, Gebruikersnaam, Wachtwoord, CancellationToken.None)).Refusals);
        await ProveSmsAsync(sessie);
        return sessie;
    }

    /// <summary>An open wait, as the step that waits leaves it.</summary>
    public async Task<Guid> OpenWaitAsync(string name)
    {
        var wait = new WorkflowWait
        {
            Id = World.Handeling().OperationId,
            InstanceId = Given.Id(),
            AanvraagId = Aanvraag.Id,
            ExecutionId = Given.Id(),
            ActivityId = name,
            Name = name,
            Round = 1,
            OpenedAt = World.Time.GetUtcNow(),
        };
        await World.SeedAsync(wait);
        return wait.Id;
    }

    public Task<WorkflowWait> WaitAsync(Guid id) => World.ReadAsync(db => db.Waits.SingleAsync(w => w.Id == id));

    public Task<List<OutboxMessage>> MessagesAsync(string type) =>
        World.ReadAsync(db => db.Outbox.Where(m => m.Type == type).OrderBy(m => m.Sequence).ToListAsync());

    /// <summary>Moves the clock behind the last day and lets the activation expire.</summary>
    public async Task LetExpireAsync()
    {
        World.Time.SetUtcNow(Domain.Tijd.AmsterdamTime.EndOf((await ActivatieAsync()).Uiterlijk));
        await RunAsync(typeof(LaatActivatieVerlopenStep));
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
