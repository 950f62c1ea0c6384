import {
  EnforcementLevel,
  type AnalyzeDiagnostic,
  type AnalyzeResponse,
  type AnalyzerInfo,
  type RemediateResponse,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { loadPack, type Analyzer } from "./analyzer";
import { analyzeRequest, analyzeStackRequest, direct, packed, type Pack } from "./analyzer-messages";
import { startPack } from "./analyzer-process";
import { SEVERITIES, type Finding, type Judgement, type PackOptions } from "./messages";
import { configuration, stackPolicies } from "./policy-config";
import type { Resource } from "./resource";

/** A policy pack at work: judges resources as they are registered, and the stack at the end. */
export class Policies {
  readonly #findings: Finding[] = [];
  readonly #pack: Pack;

  private constructor(
    private readonly analyzer: Analyzer,
    private readonly info: AnalyzerInfo,
    private readonly remediates: boolean,
    private readonly rootUrn: string,
  ) {
    this.#pack = analyzer.remote ? packed : direct;
  }

  /**
   * Brings a pack up and configures it.
   *
   * @param stack whose policy configuration applies
   * @param rootUrn the stack's own URN, which findings about the whole stack carry
   * @throws when there is no pack, it does not come up, or its configuration does not fit
   */
  static async load(options: PackOptions, stack: string, rootUrn: string): Promise<Policies> {
    const analyzer = options.protocol ? await startPack(options.dir) : await loadPack(options.dir);
    const info = (await analyzer.call("getAnalyzerInfo", new Empty())) as AnalyzerInfo;
    const request = configuration(info, stackPolicies(options.dir, stack));
    await analyzer.call("configure", request);
    const levels = [...request.getPolicyconfigMap().entries()].map(([, config]) =>
      config.getEnforcementlevel(),
    );
    return new Policies(analyzer, info, levels.includes(EnforcementLevel.REMEDIATE), rootUrn);
  }

  /** Judges one resource by its inputs, after putting right what the pack puts right itself. */
  async judge(resource: Resource, provider: Resource | undefined): Promise<void> {
    if (this.remediates) await this.#remediate(resource, provider);
    const request = analyzeRequest(resource, provider, this.#pack);
    const response = (await this.analyzer.call("analyze", request)) as AnalyzeResponse;
    for (const diagnostic of response.getDiagnosticsList()) this.#note(diagnostic, resource.urn);
  }

  /** Judges the stack as a whole. */
  async judgeStack(
    resources: readonly Resource[],
    providerOf: (resource: Resource) => Resource | undefined,
  ): Promise<void> {
    const request = analyzeStackRequest(resources, providerOf, this.#pack);
    const response = (await this.analyzer.call("analyzeStack", request)) as AnalyzeResponse;
    const urns = new Set(resources.map(({ urn }) => urn));
    for (const diagnostic of response.getDiagnosticsList()) {
      this.#note(diagnostic, urns.has(diagnostic.getUrn()) ? diagnostic.getUrn() : this.rootUrn);
    }
  }

  /** Everything that was found. */
  get judgement(): Judgement {
    return { pack: this.info.getName(), version: this.info.getVersion(), findings: this.#findings };
  }

  close(): void {
    this.analyzer.close();
  }

  async #remediate(resource: Resource, provider: Resource | undefined): Promise<void> {
    const request = analyzeRequest(resource, provider, this.#pack);
    const response = (await this.analyzer.call("remediate", request)) as RemediateResponse;
    for (const remediation of response.getRemediationsList()) {
      const properties = remediation.getProperties();
      if (properties !== undefined && remediation.getDiagnostic() === "") {
        resource.inputs = properties.toJavaScript();
      } else {
        this.#findings.push({
          policy: remediation.getPolicyname(),
          level: "advisory",
          description: remediation.getDescription(),
          message: remediation.getDiagnostic(),
          urn: resource.urn,
        });
      }
    }
  }

  #note(diagnostic: AnalyzeDiagnostic, urn: string): void {
    this.#findings.push({
      policy: diagnostic.getPolicyname(),
      level: diagnostic.getEnforcementlevel() === EnforcementLevel.ADVISORY ? "advisory" : "mandatory",
      description: diagnostic.getDescription(),
      message: diagnostic.getMessage(),
      // The protocol counts from 1; 0 is a policy that does not say.
      severity: SEVERITIES[diagnostic.getSeverity() - 1],
      urn,
    });
  }
}
